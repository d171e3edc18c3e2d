/* Search of the published index, in the steps and numbers of hub/search/query.py and reader.py: a change here is a change there. */
(() => {
  "use strict";
  const WHOLE = 16, MENDED = 12, PAIR = 8, MEANT = 14, EXACT = 1 << 24, FAINT = 10, VERIFIED = 20, COMPLETIONS = 12, SHOWN_WORDS = 32;
  const TOO_OLD = {}; // thrown where the browser cannot unpack the index

  const hubSearch = (window.hubSearch = (root, lang, fetchBytes = download) => {
    const home = `${root}search/${lang}/`;
    let started;

    /* One reading of the site's index. A search keeps to the one it began with, whatever is published meanwhile. */
    const open = async (fresh) => {
      const held = {};
      let manifest, bundled;

      /* A file of the set, unpacked and read by `use`; fetched once. */
      const read = (name, use = json) =>
        (held[name] ||= (bundled && bundled[name] ? Promise.resolve(bundled[name]) : fetchBytes(`${home}${manifest.set}/${name}`).then(unpack)).then(use));

      if (!hubSearch[lang]) await hubSearch.load(`search-${lang}.js`);
      if (location.protocol === "file:" && !window.hubSearchData) await hubSearch.load("search-data.js");
      manifest = json(await unpack(await fetchBytes(home + "manifest.bin", fresh ? "reload" : "no-cache")));
      if (manifest.bundle) {
        const all = await read("a.bin", (data) => data);
        let at = all.indexOf(10) + 1;
        bundled = {};
        for (const [name, length] of Object.entries(json(all.subarray(0, at)))) bundled[name] = all.subarray(at, (at += length));
      }

      /* The shard in which a stem stands is the last one that begins before it. */
      const placeOf = (stem) => {
        let low = 0, high = manifest.keys.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (manifest.keys[middle] <= stem) low = middle + 1;
          else high = middle;
        }
        return low - 1;
      };
      const shardAt = (place) => read(`t${place}.bin`, readShard);
      const shardOf = (stem) => shardAt(placeOf(stem));
      const find = async (key) => key && (await shardOf(key.split(" ")[0])).get(key);
      const spelled = (word) => {
        const place = [...manifest.letters].indexOf([...word][0]);
        return place < 0 ? [] : read(`s${place}.bin`, readSpelling);
      };

      /* The points that a query gives to pages, and how it was understood. */
      const ask = async (text, typing) => {
        const said = [], stems = [], given = [], points = new Map(), repaired = [], also = [];
        let isCut = 0;
        const asked = tokens(text, lang).slice(0, 24);
        const typed = typing && asked.length && words(text.slice(-1)).length ? asked.at(-1)[0] : "";
        await Promise.all([...asked.map((token) => token[1]), typed].filter(Boolean).map(shardOf));

        const give = (key, found) => {
          if (found.size) given.push([key, found]);
          for (const [page, [value]] of found) points.set(page, (points.get(page) || 0) + value);
        };
        const postings = async (key, share, found = new Map()) => {
          const term = await find(key);
          if (term) {
            isCut ||= term.isCut;
            term.each((page, level, section) => found.set(page, [level * term.rarity * share, section]));
          }
          return found;
        };
        const add = async (key, share) => given.some(([other]) => other === key) || give(key, await postings(key, share));

        const complete = async (typed, stem) => {
          let found = [];
          const place = placeOf(typed); // the words that begin so may stand in the next shard, too
          for (const at of new Set([placeOf(stem), place, place + !!manifest.keys[place + 1]?.startsWith(typed)]))
            for (const [key, term] of await shardAt(at))
              if (!key.includes(" ") && (key.startsWith(typed) || term.words.some((word) => word.startsWith(typed)))) found.push([key, term]);
          if (!found.length) return;
          found.sort(([a, one], [b, other]) => (b === stem) - (a === stem) || other.count - one.count || (a < b ? -1 : 1));
          found = found.slice(0, COMPLETIONS);
          const most = Math.max(...found.map(([, term]) => term.count));
          const rarity = Math.min(...found.map(([, term]) => term.rarity));
          const best = new Map();
          for (const [key, term] of found) {
            isCut ||= term.isCut;
            term.each((page, level, section) => {
              const value = level * rarity * (key === stem ? WHOLE : 4 + Math.floor((12 * term.count) / most));
              if (!(best.get(page)?.[0] >= value)) best.set(page, [value, section]);
            });
          }
          give(found[0][0], best);
          return found[0][0];
        };

        for (const [place, [word, own]] of asked.entries()) {
          let stem = own, share = WHOLE;
          said[place] = word;
          const holding = (await find(stem))?.count || 0;
          /* The last word may be unfinished, while it is typed and when no page holds it. */
          stems[place] = place === asked.length - 1 && word.length > 1 && (typed || (!holding && [...word].length > 3)) && (await complete(word, own));
          const say = (meant) => repaired.push({ from: word, to: (said[place] = meant) });
        if (stems[place]) {
          if (!typed) say([...(await find(stems[place])).words, stems[place]].find((whole) => whole.startsWith(word)));
          continue;
        }
          const meant = [...word].length > 3 && /^\p{L}+$/u.test(word) && holding <= Math.max(2, manifest.n / 1000) && mended(word, holding, await spelled(word));
          if (meant) {
            say(meant);
            await add(stem, WHOLE);
            stem = hubSearch[lang].stem(meant);
            share = MENDED;
          }
          await add((stems[place] = stem), share);
        }

        /* The other forms of what the query names: HISP, and high-impact service provider. */
        for (let at = 0; at < stems.length; at++)
          for (let length = Math.min(5, stems.length - at); length; length--) {
            const form = stems.slice(at, at + length), key = form.join(" ") + " ~", term = await find(key);
            if (!term) continue;
            const own = new Map(given.filter(([stem]) => form.includes(stem))), more = new Map(), from = said.slice(at, at + length).join(" ");
            let rarity = 0;
            for (const stem of form) rarity += (await find(stem))?.rarity || 0;
            rarity = Math.max(term.rarity * length, rarity) * MEANT;
            isCut ||= term.isCut;
            term.each((page, level, section) => {
              let value = level * rarity;
              for (const found of own.values()) value -= found.get(page)?.[0] || 0;
              if (value > 0) more.set(page, [value, section]);
            });
            give(key, more);
            also.push({ from: text.match(new RegExp(from, "i"))?.[0] || from, to: term.words.filter((name) => fold(name) !== from) });
            at += length - 1;
            break;
          }

        for (const pair of new Set(stems.slice(1).map((stem, place) => `${stems[place]} ${stem}`))) give(pair, await postings(pair, PAIR));
        const exact = await postings([...stems, "$"].join(" "), 1);

        const sections = (page) => {
          const votes = new Map();
          for (const [, found] of given) {
            const [value, section] = found.get(page) || [];
            if (value) votes.set(section, (votes.get(section) || 0) + value);
          }
          return [...votes.keys()].sort(byPoints(votes)).slice(0, 3);
        };

        /* The words of a text that hold the most of what was asked, as [text, isMatch]. */
        const excerpt = (whole) => {
          const meant = new Set([...stems, ...also.flatMap(({ to }) => to.flatMap((name) => analyse(name, lang)))]);
          const parts = whole.split(" ").map((part) => [part, tokens(part, lang).find(([word, stem]) => meant.has(stem) || (typed && word.startsWith(typed)))?.[1]]);
          let best = 0, most = -1;
          for (let at = 0; at < Math.max(1, parts.length - 24); at += 4) {
            const hits = parts.slice(at, at + SHOWN_WORDS).map((part) => part[1]).filter(Boolean);
            const worth = new Set(hits).size * 100 + hits.length;
            if (worth > most) (best = at), (most = worth);
          }
          const pieces = [[best ? "\u2026 " : "", false]];
          for (const [part, stem] of parts.slice(best, best + SHOWN_WORDS))
            if (stem) pieces.push([part, true], [" ", false]);
            else pieces.at(-1)[0] += part + " ";
          if (best + SHOWN_WORDS < parts.length) pieces.push(["\u2026", false]);
          return pieces.filter(([piece]) => piece);
        };

        return { stems, points, exact, isCut, repaired, also, sections, excerpt };
      };

      /* The pages with the chosen values; and for each value how many there would be with it. Values of one facet widen, facets narrow. */
      const narrow = async (points, chosen, facets) => {
        const all = Object.entries(await read("f.bin")).map(([name, values]) => ({
          name,
          values: Object.entries(values).map(([value, [label, gaps]]) => {
            let last = 0;
            return { value, label, chosen: !!chosen[name]?.includes(value), pages: new Set(gaps.map((gap) => (last += gap))) };
          }),
        }));
        const isKnown = Object.entries(chosen).every(([name, values]) => !values.length || all.some((one) => one.name === name));
        const fits = (page, except) => isKnown && all.every(({ name, values }) => !chosen[name]?.length || name === except || values.some((one) => one.chosen && one.pages.has(page)));
        for (const { name, values } of all) {
          const fitting = [...points.keys()].filter((page) => fits(page, name));
          facets.push({
            name,
            values: values.map(({ pages, ...one }) => ({ ...one, count: fitting.filter((page) => pages.has(page)).length })).filter((one) => one.count || one.chosen),
          });
        }
        return new Map([...points].filter(([page]) => fits(page)));
      };

      const holds = async (page, phrases) => {
        const [, title, , summary, sections] = await read(`x${page}.bin`);
        const rows = [title, summary, ...sections.flat()].map((row) => ` ${words(row).join(" ")} `);
        return phrases.every((phrase) => rows.some((row) => row.includes(` ${phrase.join(" ")} `)));
      };

      const near = async (text) => {
        const word = words(text).find((one) => one.length > 2);
        const found = word ? (await spelled(word)).filter(([other]) => other.startsWith(word.slice(0, 3))).sort((a, b) => b[1] - a[1]) : [];
        return found.slice(0, 5).map(([title]) => ({ title, url: `search/?q=${encodeURIComponent(title)}${lang === "en" ? "" : "&lang=" + lang}` }));
      };

      const answer = async (text, { filters, limit = 10, from = 0, typing, excerpts = 0 }) => {
        const { stems, points, exact, isCut, repaired, also, sections, excerpt } = await ask(text, typing);
        if (!stems.length && filters && Object.values(filters).some((values) => values.length)) for (let page = 0; page < manifest.n; page++) points.set(page, 1);
        const best = Math.max(0, ...points.values());
        let found = new Map([...points].filter(([, score]) => score * FAINT >= best));
        for (const page of exact.keys()) found.set(page, (found.get(page) || 0) + EXACT);
        const facets = [];
        if (filters && manifest.facets) found = await narrow(found, filters, facets);
        let ranked = [...found.keys()].sort(byPoints(found));
        const phrases = [...text.matchAll(/["\u201c\u201d]([^"\u201c\u201d]+)["\u201c\u201d]/g)].map((quoted) => words(quoted[1])).filter((phrase) => phrase.length);
        if (phrases.length) {
          const isHeld = await Promise.all(ranked.slice(0, VERIFIED).map((page) => holds(page, phrases)));
          ranked = ranked.filter((page, place) => isHeld[place]);
        }
        const result = async (id, place) => {
          const isWhole = place < excerpts;
          const [url, title, kind, summary, parts] = isWhole ? await read(`x${id}.bin`) : (await read(`c${id >> 3}.bin`))[id & 7];
          const best = isWhole ? sections(id).map((number) => parts[number]).filter(Boolean) : [];
          return {
            id, url, title, kind, summary,
            score: found.get(id),
            sections: best.filter(([anchor]) => anchor).slice(0, 2).map(([anchor, heading]) => ({ url: `${url}#${anchor}`, heading })),
            excerpt: isWhole && excerpt(best.find((part) => part[2])?.[2] || summary),
          };
        };
        return {
          text, facets, repaired, also,
          results: await Promise.all(ranked.slice(from, from + limit).map(result)),
          total: ranked.length,
          isTotalExact: !isCut && !phrases.length,
          suggestion: repaired.reduce((whole, slip) => whole.replace(slip.from, slip.to), repaired.length ? fold(text) : ""),
          near: ranked.length ? [] : await near(text),
        };
      };

      return answer;
    };
    const ready = () => (started ||= open());

    /* Once more from the start when a file is missing or broken: the site may just have been published anew. */
    const search = async (text, options = {}) => {
      text = text.slice(0, 200);
      try {
        return await (await ready())(text, options);
      } catch {
        try {
          return await (await (started = open(true)))(text, options);
        } catch (cause) {
          started = 0;
          throw Object.assign(new Error("The search could not be loaded. Check your connection, and try again.", { cause }), { isTooOld: cause === TOO_OLD });
        }
      }
    };
    return { ready, search };
  });

  // As hub/search/words.py and porter.py; tests/search/vectors.json holds both to the same answers.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036F\xAD]/g, "").toLowerCase();
  const words = (text) => (fold(text).match(/[\p{L}\p{N}]+(['’][\p{L}\p{N}]+)*/gu) || []).map((word) => word.replace(/['’]s$/, "").replace(/['’]/g, ""));
  const tokens = (text, lang) => {
    const { stem, stops } = hubSearch[lang];
    const all = words(text);
    const telling = all.filter((word) => !stops.has(word));
    return (telling.length ? telling : all).map((word) => [word, stem(word)]);
  };
  const analyse = (text, lang) => tokens(text, lang).map((token) => token[1]);

  // Y is a y that is a consonant; first and second are where a vowel has met a consonant.
  const stem = (w) => {
    if (!/^[a-z]{3,}$/.test(w)) return w;
    w = w.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const after = (from) => from + 2 + w.slice(from).search(/[aeiouy][^aeiouy]|$/);
    const first = after(0);
    const second = after(first);
    const cut = (ending, from, put = "") => {
      const m = ending.exec(w);
      if (m && m.index >= from) w = w.slice(0, m.index) + m.slice(1).join("") + put;
    };
    const short = /[^aeiouy][aeiouy][^aeiouywxY]e?$/;
    w = w.replace(/(ss|i)es$|([^s])s$/, "$1$2");
    cut(/(ee)d$/, first);
    const root = w.replace(/([^e])ed$|ing$/, "$1");
    if (root != w && /[aeiouy]/.test(root))
      w = /(at|bl|iz)$/.test(root) || (root.length == first && short.test(root)) ? root + "e" : root.replace(/([bdfgmnprt])\1$/, "$1");
    w = w.replace(/([aeiouy].*)[yY]$/, "$1i");
    cut(/biliti$/, first, "ble");
    cut(/(at)(?:ional|ion|or)$|(iz)(?:ation|er)$|([ae]nc|abl)i$|(iv)iti$/, first, "e");
    cut(/(tion)al$|(al|ent|e|ous)li$|(al)i(?:sm|ti)$|(ive|ful|ous)ness$/, first);
    cut(/(ic)(?:ate|iti|al)$|(al)ize$|(?:ative|ful|ness)$/, first);
    cut(/[st]ion$/.test(w) ? /ion$/ : /(?:al|[ae]nce|er|ic|[ai]ble|ant|e?ment|ent|ou|ism|ate|iti|ous|ive|ize)$/, second);
    cut(/e$/, short.test(w) ? second : first);
    cut(/(l)l$/, second - 1);
    return w.toLowerCase();
  };
  hubSearch.en = {
    stem,
    stops: new Set(
      "a an and are as at be been but by can did do does for from had has have how i if in into is it its me my not of on or our so that the their them then there these they this to was we were what when where which who why will with would you your".split(" "),
    ),
  };
  hubSearch.analyse = analyse;

  const byPoints = (points) => (a, b) => points.get(b) - points.get(a) || a - b;
  const decode = (bytes) => new TextDecoder().decode(bytes);
  const json = (bytes) => JSON.parse(decode(bytes));

  /* Some servers have unpacked what they send. No file of the index begins with the two bytes of gzip when it is unpacked. */
  const unpack = async (bytes) => {
    const data = new Uint8Array(bytes);
    if (data[0] !== 31 || data[1] !== 139) return data;
    if (!window.DecompressionStream) throw TOO_OLD;
    return new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  };

  const download = async (address, cache) => {
    const data = window.hubSearchData;
    if (data) return Uint8Array.from(atob(data[address.split("/search/").pop()]), (letter) => letter.charCodeAt(0));
    const early = cache === "no-cache" && window.hubManifest; // asked for by hub.js
    if (early) window.hubManifest = 0;
    const answer = await (early || fetch(address, { cache, signal: AbortSignal.timeout?.(20000) }));
    if (!answer.ok) throw answer;
    return answer.arrayBuffer();
  };

  /* Front coding: one character for how many letters are shared with the word before, then the rest. */
  const spread = (text, before) => before.slice(0, text.charCodeAt(0) - 48) + text.slice(1);

  /* A function that gives the next number, and where it stands now when asked for `here`. */
  const numbers = (data, at) => (here) => {
    let number = 0, shift = 1;
    if (here) return at;
    do {
      number += (data[at] & 127) * shift;
      shift *= 128;
    } while (data[at++] > 127);
    return number;
  };

  /* Key to term: words, rarity, count, isCut, and each(use), which calls use(page, level, section). */
  const readShard = (data) => {
    const next = numbers(data, 0), length = next(), start = next(true), terms = new Map();
    let key = "", gaps = 0, values = 0;
    for (const line of decode(data.subarray(start, start + length)).split("\n")) {
      const [first, ...rest] = line.split("\t");
      key = spread(first, key);
      terms.set(key, { words: rest.map((word) => spread(word, key)) });
    }
    const count = numbers(data, start + length);
    for (const term of terms.values()) {
      term.rarity = count();
      const held = count(), gapsAt = gaps, valuesAt = values;
      term.count = held >> 1;
      term.isCut = held & 1;
      term.each = (use) => {
        const gap = numbers(data, count(true) + gapsAt);
        for (let at = count(true) + gaps + valuesAt, page = -1, end = at + term.count; at < end; at++) use((page += gap() + 1), data[at], data[at + values]);
      };
      gaps += count();
      values += term.count;
    }
    if (count(true) + gaps + 2 * values !== data.length) throw data;
    return terms;
  };

  const readSpelling = (data) => {
    let word = "";
    return decode(data).split("\n").map((line) => [(word = spread(line.slice(0, -1), word)), line.charCodeAt(line.length - 1) - 48]);
  };

  const sorted = (word) => [...word].sort().join();

  /* Whether two words are one insertion, deletion, replacement or swap of neighbours apart. */
  const isOneSlip = (one, other) => {
    while (one && one[0] === other[0]) (one = one.slice(1)), (other = other.slice(1));
    return one.slice(1) === other.slice(one.length === other.length) ||
      (one.length < other.length ? one === other.slice(1) : one.length === other.length && one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2));
  };

  const mended = (typed, holding, list) => {
    let best = "", most = 0;
    for (const [word, digits] of list) {
      const least = 2 ** (digits - 1);
      if (least <= most || Math.abs(word.length - typed.length) > 1 || word === typed || holding * 20 > least) continue;
      if (typed.length < 6 && (least < 2 || (word.at(-1) !== typed.at(-1) && sorted(word) !== sorted(typed)))) continue;
      if (isOneSlip(typed, word)) (best = word), (most = least);
    }
    return best;
  };
})();
