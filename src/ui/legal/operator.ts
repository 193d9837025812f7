import type { LocalText } from "../../contract/money/money.ts";

/** The operator of this site, as the law requires a seller and a keeper of personal data to disclose. */
export type Operator = {
  /** True until the details are those of a real operator; the pages then say that they are examples. */
  isSample: boolean;
  name: LocalText;
  representative: LocalText;
  address: LocalText;
  /** 사업자등록번호 */
  businessNumber: string;
  /** 통신판매업 신고번호 */
  mailOrderNumber: LocalText;
  phone: string;
  email: string;
  /** 개인정보 보호책임자 */
  privacyOfficer: { name: LocalText; email: string };
  /** The database's region, as chosen at Neon. */
  databaseRegion: LocalText;
};

/** Replace every line before the site goes live, and set `isSample` to false: docs/operations.md. */
export const operator: Operator = {
  isSample: true,
  name: { ko: "앞줄공연 주식회사(예시)", en: "Frontrow Concerts Inc. (sample)" },
  representative: { ko: "이무대", en: "Lee Mu-dae" },
  address: {
    ko: "서울특별시 예시구 예시로 1 (예시 주소)",
    en: "1 Example-ro, Example-gu, Seoul (sample address)",
  },
  businessNumber: "000-00-00000",
  mailOrderNumber: { ko: "제0000-서울예시-00000호", en: "No. 0000-Seoul-Example-00000" },
  phone: "02-0000-0000",
  email: "help@frontrow.test",
  privacyOfficer: {
    name: { ko: "이무대", en: "Lee Mu-dae" },
    email: "privacy@frontrow.test",
  },
  databaseRegion: { ko: "운영자가 고른 지역", en: "the region that the operator chose" },
};
