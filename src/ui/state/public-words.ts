import type { PublicMessages } from "../i18n/ko.ts";
import { language } from "./language.ts";
import { messagesIn } from "./messages.ts";

/** The messages that are always there. What comes with the first load, and what the server draws, says no others. */
export const words = (): PublicMessages => messagesIn(language.value) as PublicMessages;
