import type { PublicMessages } from "../i18n/ko.ts";
import { language } from "./language.ts";
import { messagesIn } from "./messages.ts";

/** The messages that always exist. The first load and server-drawn pages use no others. */
export const words = (): PublicMessages => messagesIn(language.value) as PublicMessages;
