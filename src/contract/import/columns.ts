/** What can be brought in as a table. The screen needs these without the schemas. */
export const importKinds = ["dates", "prices", "codes", "emails", "guests"] as const;
export type ImportKind = (typeof importKinds)[number];

export type Column = {
  key: string;
  /** The titles that name it, the first in each language as the examples have it. */
  names: { ko: readonly string[]; en: readonly string[] };
  isRequired: boolean;
};

const column = (
  key: string,
  ko: readonly string[],
  en: readonly string[],
  isRequired = false,
): Column => ({ key, names: { ko, en }, isRequired });

const start = (isRequired: boolean) =>
  column(
    "start",
    ["시작", "공연 일시", "일시", "회차", "날짜"],
    ["start", "starts at", "date"],
    isRequired,
  );

/** Guests with seats, or with a number of seats in a zone. */
export const guestFileColumns: readonly Column[] = [
  column("name", ["이름", "성함", "초대 손님"], ["name", "guest"], true),
  column("mail", ["이메일", "메일"], ["mail", "email"]),
  column("phone", ["전화", "전화번호", "휴대폰"], ["phone", "mobile"]),
  column("seat", ["좌석", "좌석 번호"], ["seat", "seats"]),
  column("zone", ["등급", "좌석 등급"], ["zone"]),
  column("count", ["매수", "수량", "인원"], ["count", "tickets"]),
];

export const columnsOf: Record<ImportKind, readonly Column[]> = {
  dates: [
    start(true),
    column("doors", ["입장", "입장 시작"], ["doors", "doors at"]),
    column("opens", ["예매 시작", "오픈"], ["sale opens", "opens"]),
    column("closes", ["예매 마감", "마감"], ["sale closes", "closes"]),
  ],
  prices: [
    start(false),
    column("zone", ["등급", "구역", "좌석 등급"], ["zone", "price zone"], true),
    column("price", ["가격", "정가"], ["price"], true),
    column("fee", ["수수료", "예매 수수료"], ["fee", "booking fee"]),
  ],
  codes: [
    column("code", ["코드", "선예매 코드"], ["code", "presale code"], true),
    column("uses", ["사용 횟수", "횟수"], ["uses", "uses max"]),
  ],
  guests: guestFileColumns,
  emails: [column("email", ["이메일", "메일", "이메일 주소"], ["email", "mail", "address"], true)],
};

/** Tables of seats are read without being kept. */
const seatColumns = [
  column("seat", ["좌석", "좌석 번호", "자리"], ["seat", "seats", "key"]),
  column("section", ["구역", "섹션"], ["section", "block"]),
  column("row", ["열", "줄"], ["row"]),
  column("number", ["번호", "좌석번호만"], ["number"]),
];
export const seatFileColumns: readonly Column[] = seatColumns;

/** So many rows are read; a longer file is refused as a whole. */
export const rowsMax: Record<ImportKind, number> = {
  dates: 1_000,
  prices: 20_000,
  codes: 100_000,
  emails: 100_000,
  guests: 100_000,
};

/** The bytes of the largest file: a hundred thousand long addresses take about 8 MB. */
export const importBytesMax = 16 * 1024 * 1024;

/** Titles are compared without spaces, dashes and capital letters. */
export const titleKey = (title: string): string =>
  title
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
