/** The Korean particles whose form follows the sound before them: after a final consonant, and after a vowel. */
const forms = {
  "을/를": ["을", "를"],
  "은/는": ["은", "는"],
  "이/가": ["이", "가"],
  "과/와": ["과", "와"],
  "으로/로": ["으로", "로"],
  "이에요/예요": ["이에요", "예요"],
} as const;

type Particle = keyof typeof forms;
/** How a word ends when read aloud; ㄹ counts as a vowel only for 으로/로. */
type Ending = "vowel" | "rieul" | "consonant";

/** Adds a particle to a value whose last sound is known only at run time: 7과, 2와, 서울로, 전주로, KSPO가. */
export function josa(value: string, particle: Particle): string {
  const [afterConsonant, afterVowel] = forms[particle];
  const ending = endingOf(value);
  const isLikeVowel = ending === "vowel" || (ending === "rieul" && particle === "으로/로");
  return value + (isLikeVowel ? afterVowel : afterConsonant);
}

function endingOf(value: string): Ending {
  // Quotes, brackets and similar marks are silent.
  const last = value.match(/[\p{L}\p{N}](?=[^\p{L}\p{N}]*$)/u)?.[0] ?? "";
  const syllable = last.charCodeAt(0) - 0xac00;
  if (syllable >= 0 && syllable < 11_172) {
    const final = syllable % 28;
    return final === 0 ? "vowel" : final === 8 ? "rieul" : "consonant";
  }
  // 영, 삼, 육 and every power of ten end in a consonant; 일, 칠, 팔 end in ㄹ. Among the letters' names, 엘 and 알 end in ㄹ, and 엠
  // and 엔 in a consonant.
  if (/[036mn]/i.test(last)) return "consonant";
  return /[178lr]/i.test(last) ? "rieul" : "vowel";
}
