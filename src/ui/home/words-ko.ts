import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const homeWords = {
  home: {
    title: "공연 예매",
    next: "다음 공연",
    opensIn: "예매 시작까지",
    see: "공연 보기",
    book: "예매하러 가기",
    soon: "곧 열려요",
    general: "일반예매",
    onSale: "지금 예매 중이에요",
    now: "지금 볼 만한 공연",
    genres: "장르",
    all: "전체",
    empty: "아직 올라온 공연이 없어요",
    more: "더 보기",
    priceFrom: (price: Shown): Shown => [price, "부터"],
  },
};
