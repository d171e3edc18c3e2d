// As hub/search/spanish.py, which says where the endings come from; tests/search/vectors.json holds both to the same answers.
{
  const START = /^(?:[aeiou](?:[^aeiou]+[aeiou]|[aeiou]+[^aeiou])|[^aeiou](?:[^aeiou]+[aeiou]|[aeiou].))/g;
  const PAIR = /[aeiou][^aeiou]/g;
  const PRONOUN = /(iendo|ando|[aei]r|(?<=u)yendo)(?:(?:se)?l[ao]s?|les?|[ms]e|nos)$/g;
  const BEFORE_ADVERB = /(?:(?:at)?iv|os|ic|ad)$/g;
  const NOUN =
    /(?:(?:ic)?(?:ador(?:as?|es)?|acion(?:es)?|ancias?|antes?)|(?:ante|[ai]ble)?mente|(?:abil|ic|iv)?idad(?:es)?|(?:at)?iv[ao]s?|ic[ao]s?|anzas?|ismos?|[ai]bles?|istas?|os[ao]s?|[ai]mientos?|logias?|ucion(?:es)?|encias?)$/g;
  const KEPT = { l: "log", u: "u", e: "ente" };
  const VERB =
    /(?:(?<=u)y(?:as?|es?|o|an|en|eron|endo|ais|amos)|(?:ab|ar|ier)a(?:s|n|is|mos)?|(?:as|ies)e(?:s|n|is|mos)?|[ai]d[ao]s?|[aei]d|[ai]ste(?:is)?|(?:a|ie)(?:ron|ndo)|[aei]r(?:e(?:mos|is)|ia(?:n|is|mos))?|[ai]re|ira[ns]?|irias?|ia(?:n|is|mos)|a(?:s|n|is|mos)|imos|e[ns]es|(?:(?<=g)u)?e(?:s|n|is|mos))$/g;
  const LAST = /(?:os?|a|(?:(?<=g)u)?e)$/g;

  const stem = (word) => {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    const find = (pattern, from) => {
      pattern.lastIndex = from;
      return pattern.exec(word);
    };
    const end = (pattern, from) => (find(pattern, from) ? pattern.lastIndex : word.length);
    const cut = (ending, from) => {
      const found = find(ending, from);
      if (found) word = word.slice(0, found.index) + (ending == PRONOUN ? found[1] : (ending == NOUN && KEPT[found[0][0]]) || "");
      return found;
    };
    const verb = end(START, 0);
    const first = end(PAIR, 0);
    const second = end(PAIR, first);
    cut(PRONOUN, verb);
    if (cut(/amente$/g, first)) cut(BEFORE_ADVERB, second);
    else if (!cut(NOUN, second)) cut(VERB, verb);
    cut(LAST, verb);
    return word;
  };

  window.hubSearch.es = {
    stem,
    stops: new Set(
      "a al algo asi como con cual cuales cuando de del desde donde e el ella ellas ellos en entre era es esa esas ese eso esos esta estan estas este esto estos fue ha han hasta hay la las le les lo los mas me mi mis muy ni no nos o para pero por porque puede pueden que quien quienes se sea ser si sobre son su sus tambien te tiene tienen tu tus u un una unas uno unos usted y ya yo".split(" "),
    ),
  };
}
