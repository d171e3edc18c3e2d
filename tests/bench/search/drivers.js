// Each engine the way its own documentation uses it. An engine loads when it is first asked, and never before.
"use strict"

const script = (address) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.src = address
    element.onload = resolve
    element.onerror = () => reject(new Error(`${address} did not load`))
    document.head.append(element)
  })
const json = async (address) => (await fetch(address)).json()
const once = (make) => {
  let made
  return () => (made ??= make())
}
const relative = (address) => address.replace(/^\//, "")

// `limit` results; with an excerpt each where `excerpts` is set.
const engines = {}

const pagefind = (options) => {
  const load = once(async () => {
    const engine = await import("/pagefind/pagefind.js")
    if (options) await engine.options(options)
    return engine
  })
  return async (query, limit) => {
    const found = await (await load()).search(query)
    const pages = await Promise.all(found.results.slice(0, limit).map((result) => result.data()))
    return pages.map((page) => ({ url: relative(page.url), title: page.meta.title, markup: page.excerpt }))
  }
}
engines.pagefind = pagefind()
// The best on the open queries of 16 settings: similarity 1 and 4, length 0.1 and 0.75, frequency 0.4 and 1, saturation 0.5 and 1.4.
engines["pagefind-tuned"] = pagefind({ ranking: { termSimilarity: 4, pageLength: 0.75, termFrequency: 1, termSaturation: 1.4 } })

const minisearch = (folder, prepare, options, search) => {
  const load = once(async () => {
    const [, text, analyse] = await Promise.all([
      script(`/${folder}/minisearch.js`),
      fetch(`/${folder}/index.json`).then((response) => response.text()),
      prepare && prepare(),
    ])
    return { index: MiniSearchModule.default.loadJSON(text, options), analyse }
  })
  return async (query, limit) => {
    const { index, analyse } = await load()
    const found = index.search(analyse ? analyse(query).join(" ") : query, search)
    return found.slice(0, limit).map((page) => ({ url: page.url, title: page.title, text: page.summary }))
  }
}
engines.minisearch = minisearch(
  "minisearch",
  null,
  { fields: ["title", "headings", "summary", "text"], storeFields: ["url", "title", "kind", "summary"] },
  { prefix: true, fuzzy: 0.2, boost: { title: 4, headings: 2, summary: 2 } },
)
engines["minisearch-ours"] = minisearch(
  "minisearch-ours",
  async () => {
    await script("/assets/search.js")
    return (query) => hubSearch.analyse(query, "en")
  },
  {
    fields: ["title", "headings", "summary", "text"],
    storeFields: ["url", "title", "kind", "summary"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term || null,
  },
  // The best on the open queries of 288 settings of prefix, boosts, weights and BM25.
  { prefix: true, fuzzy: 0.2, boost: { title: 8, headings: 2, summary: 3 }, bm25: { k: 1.2, b: 0.9, d: 0.5 } },
)

const material = once(async () => {
  const worker = new Worker("/material/search.js")
  const answer = () => new Promise((resolve) => worker.addEventListener("message", (event) => resolve(event.data), { once: true }))
  const { config, docs } = await json("/material/search_index.json")
  const ready = answer()
  worker.postMessage({ type: 0, data: { config, docs, options: { suggest: false } } })
  await ready
  return (query) => {
    const result = answer()
    worker.postMessage({ type: 2, data: query })
    return result
  }
})
engines.material = async (query, limit) => {
  const { data } = await (await material())(query)
  return data.items.slice(0, limit).map((group) => {
    const page = group.find((one) => !one.location.includes("#")) ?? group[0]
    const best = group[0]
    return { url: page.location.split("#")[0], title: page.title, markup: best.text.slice(0, 320) }
  })
}

const hub = (folder) => {
  const load = once(async () => {
    // hub.js asks for all three when the field gets the focus; what the interface does with them needs a whole page of the hub.
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: `/${folder}/search/en/manifest.bin` }))
    await Promise.all([script("/assets/search.js"), fetch("/assets/search-box.js").then((response) => response.text())])
    return hubSearch(new URL(`/${folder}/`, location.href).href, "en")
  })
  return async (query, limit, options) => {
    const answer = await (await load()).search(query, { limit, excerpts: limit, ...options })
    return Object.assign(
      answer.results.map((page) => ({ url: page.url, title: page.title, parts: page.excerpt, text: page.summary })),
      { answer },
    )
  }
}
engines.hub = hub("hub")
engines["hub-plain"] = hub("hub-plain")

const engine = engines[new URLSearchParams(location.search).get("engine")]

function show(results) {
  const list = document.getElementById("results")
  list.replaceChildren(
    ...results.map((result) => {
      const item = document.createElement("li")
      const link = document.createElement("a")
      const excerpt = document.createElement("p")
      link.href = `/${result.url}`
      link.textContent = result.title
      if (result.markup) excerpt.innerHTML = result.markup
      else if (result.parts) excerpt.append(...result.parts.map(([text, marked]) => (marked ? Object.assign(document.createElement("mark"), { textContent: text }) : text)))
      else excerpt.textContent = result.text
      item.append(link, excerpt)
      return item
    }),
  )
  return list.offsetHeight
}

// One query, from the key press until five results with excerpts are laid out.
window.timed = async (query) => {
  const started = performance.now()
  const results = await engine(query, 5)
  show(results)
  return { ms: performance.now() - started, results: results.length }
}
window.addresses = async (queries, limit) => {
  const found = []
  for (const query of queries) found.push((await engine(query, limit)).map((result) => result.url))
  return found
}
// For our own engine only: what was searched, and the first ten without their texts.
window.answers = async (queries, options) => {
  const found = []
  for (const query of queries) {
    const { answer } = await engine(query, 10, { excerpts: 0, ...options })
    found.push({ urls: answer.results.map((page) => page.url), repaired: answer.repaired ?? [] })
  }
  return found
}
window.stems = (words) => words.map((word) => hubSearch.analyse(word, "en"))
window.memory = async () => (await performance.measureUserAgentSpecificMemory()).bytes
