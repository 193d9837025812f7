export const legalWords = {
  legal: {
    about: (version: string, day: string) => `${version}판 · 시행일 ${day}`,
    sample: "운영자 정보가 아직 예시예요. 실제 운영자의 정보로 바뀌기 전에는 법적 효력이 없어요.",
    contents: "차례",
    operator: "사업자 정보",
    name: "상호",
    representative: "대표자",
    address: "주소",
    businessNumber: "사업자등록번호",
    mailOrderNumber: "통신판매업 신고번호",
    contact: "연락처",
    summary: "요약이에요. 정확한 내용은 전문을 읽어 주세요.",
    full: { terms: "이용약관 전문 보기", privacy: "개인정보 처리방침 전문 보기" },
  },
};
