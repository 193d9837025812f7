import { orderNumberOfBytes } from "../../money/order-numbers.ts";

/** What a search may mean; one text may mean several things. */
export type Meaning =
  /** An order, a payment or an account. */
  | { by: "id"; id: string }
  /** An order's number, whole or only its beginning. */
  | { by: "number"; number: string }
  /** An address, whole or only its beginning. */
  | { by: "email"; email: string }
  /** The gateway's key of a payment. */
  | { by: "payment"; key: string }
  /** The last digits of a phone number: four or more. */
  | { by: "phone"; digits: string }
  /** A seat's key, whole or only its section, or its section and row. */
  | { by: "seat"; key: string }
  | { by: "name"; name: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a search in all the ways that it may be meant. */
export function meaningsOf(text: string): Meaning[] {
  const said = text.trim().normalize("NFC");
  if (uuid.test(said)) return [{ by: "id", id: said.toLowerCase() }];
  const number = numberOfTicket(said);
  if (number !== null) return [{ by: "number", number }];
  if (said.includes("@")) return [{ by: "email", email: said.toLowerCase() }];
  const readings = [numberMeant, phoneMeant, paymentMeant, seatMeant, nameMeant];
  return readings.flatMap((read) => read(said) ?? []);
}

const numberText = /^(?:FR[-\s]?)?([0-9A-HJKMNP-TV-Z]{4})(?:[-\s]?([0-9A-HJKMNP-TV-Z]{1,4}))?$/;

/** The number as it is stored, from its letters as people read and type them. */
function numberMeant(said: string): Meaning | null {
  const read = said.toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const [, first, rest = ""] = numberText.exec(read) ?? [];
  if (first === undefined) return null;
  return { by: "number", number: `FR-${first}${rest === "" ? "" : `-${rest}`}` };
}

function phoneMeant(said: string): Meaning | null {
  const digits = said.replace(/^\+82[-\s]?0?/, "0").replaceAll(/[-\s().]/g, "");
  return /^\d{4,20}$/.test(digits) ? { by: "phone", digits } : null;
}

const paymentMeant = (said: string): Meaning | null =>
  /^(?=.*\d)[\w\-.]{8,200}$/.test(said) ? { by: "payment", key: said } : null;

/** A seat as it is named, B2 6-3, or in words: B2구역 6열 3번; section B2, row 6, seat 3. */
function seatMeant(said: string): Meaning | null {
  const parts = said
    .replaceAll(/\b(section|row|seats?|entry)\b/gi, " ")
    .replaceAll(/(구역|열|번|입장번호)(?=[\s\d]|$)/g, " ")
    .split(/[\s,/·-]+/)
    .filter((part) => part !== "");
  const isSeat = parts.length > 0 && parts.length <= 3 && parts.every((part) => part.length <= 8);
  return isSeat ? { by: "seat", key: parts.join("/") } : null;
}

/** Two syllables or three letters: fewer would mean a tenth of all people. */
function nameMeant(said: string): Meaning | null {
  const syllables = said.match(/[가-힣]/g)?.length ?? 0;
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  const isName = !/\d/.test(said) && said.length <= 80 && syllables * 2 + letters >= 3;
  return isName && !(syllables === 1 && letters === 1) ? { by: "name", name: said } : null;
}

const base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The number of the order that a ticket's code is for; null for another text. A space at its end may be lost. */
function numberOfTicket(said: string): string | null {
  const isCode =
    said.length > 108 && said.length <= 114 && [...said].every((sign) => base45.includes(sign));
  if (!isCode) return null;
  const bytes = [0, 3, 6, 9, 12].flatMap((at) => {
    const [low, middle, high] = [0, 1, 2].map((digit) => base45.indexOf(said.charAt(at + digit)));
    const pair = (low ?? 0) + (middle ?? 0) * 45 + (high ?? 0) * 2_025;
    return [pair >> 8, pair & 0xff];
  });
  return bytes[0] === 1 ? orderNumberOfBytes(bytes.slice(4, 9)) : null;
}
