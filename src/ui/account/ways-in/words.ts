import { language } from "../../state/language.ts";
import { en } from "./words-en.ts";
import { ko, type WaysInWords } from "./words-ko.ts";

/** The words of these parts, which load with them: they are needed on fans' and admins' pages alike, and rarely. */
export const waysInWords = (): WaysInWords => (language.value === "ko" ? ko : en);
