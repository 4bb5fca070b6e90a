// Words that say nothing of what is asked for, as "the" and "of": they stand on nearly every page, and where they stand
// takes more to load than all the rest of a question. They are those of the closed classes of grammar (articles,
// prepositions, conjunctions, pronouns, auxiliaries), as in Snowball's lists of stop words
// (https://snowballstem.org/algorithms/), without those that people mean something by: "us", "may".
const FUNCTION_WORDS = {
  en: `a an the this that these those some any each every no not
    of in on at by for from to with without about as into onto over under after before between through during against
    among around behind beside near off out up down upon until since than
    and or but nor so if because while though although whether
    i me my mine we our ours you your yours he him his she her hers it its they them their theirs
    myself yourself himself herself itself ourselves themselves who whom whose which what when where why how there
    am is are was were be been being have has had having do does did doing can could will would shall should might must
    im ive youre hes shes theyre thats whats whos isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant
    cannot couldnt wont wouldnt shouldnt then very too also just`,
  de: `der die das den dem des ein eine einem einen einer eines kein keine keinem keinen keiner keines
    dieser diese dieses diesem diesen jener jene jenes jeder jede jedes jedem jeden
    in im ins an am ans auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom vor
    während wegen zu zum zur zwischen
    und oder aber denn sondern sowie als wie wenn ob dass daß weil damit obwohl
    ich mich mir wir uns du dich dir ihr euch er ihn ihm sie ihnen es sich man
    mein meine meinem meinen meiner dein deine deinem deinen deiner sein seine seinem seinen seiner seines
    ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer euer eure eurem euren eurer
    wer wen wem wessen was wann wo warum wieso welche welcher welches welchem welchen da dort hier
    bin bist ist sind seid war waren wäre gewesen habe hast hat haben hatte hatten werde wird werden wurde wurden worden
    kann können konnte soll sollen sollte will wollen wollte muss müssen darf dürfen mag
    nicht auch noch nur schon so sehr dann`,
};
const known = Object.fromEntries(Object.entries(FUNCTION_WORDS).map(([language, words]) => [language, new Set(words.split(/\s+/))]));

// A question without its function words; whole where there are no other words, or where it quotes, for which Pagefind
// knows straight marks alone.
export function withoutFunctionWords(question, language) {
  const quoting = question.replace(/[“”„«»]/g, '"');
  if (quoting.includes('"')) return quoting;
  return tellingWords(question, language).join(" ") || question;
}

// The words of a question that say what is asked for.
export function tellingWords(question, language) {
  return question.split(/\s+/).filter((word) => !isFunctionWord(word, language));
}

// What is written in capitals is a name, as WHO and IT are.
function isFunctionWord(word, language) {
  const letters = word.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");
  const isName = letters.length > 1 && letters === letters.toUpperCase();
  return !letters || (!isName && known[language].has(letters.toLowerCase()));
}
