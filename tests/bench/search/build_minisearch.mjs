// node build_minisearch.mjs DOCUMENTS.json INDEX.json [stems]: the index of MiniSearch as a file. With "stems" the text is stems already.
import { readFileSync, writeFileSync } from "node:fs"
import MiniSearch from "minisearch"

const [documents, target, stems] = process.argv.slice(2)
const options = { fields: ["title", "headings", "summary", "text"], storeFields: ["url", "title", "kind", "summary"] }
if (stems) {
  // What is shown stays as it was written; what is searched are the stems.
  options.extractField = (page, field) => (options.fields.includes(field) ? page.stems[field] : page[field])
  options.tokenize = (text) => text.split(" ")
  options.processTerm = (term) => term || null
  options.storeFields = []
}
const pages = JSON.parse(readFileSync(documents, "utf8"))
const index = new MiniSearch(options)
index.addAll(pages)
const made = index.toJSON()
if (stems)
  pages.forEach((page, number) => {
    made.storedFields[number] = { url: page.url, title: page.title, kind: page.kind, summary: page.summary }
  })
writeFileSync(target, JSON.stringify(made))
