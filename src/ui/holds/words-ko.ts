import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const holdBarWords = {
  holdBar: {
    label: "잡아 둔 좌석",
    held: (seats: number) => `${seats}석을 잡아 뒀어요`,
    paying: (seats: number) => `${seats}석 결제를 기다리고 있어요`,
    confirming: "결제를 확인하고 있어요",
    left: "남은 시간",
    paused: "예매가 멈춰 시계도 멈췄어요",
    goOn: "이어서 결제하기",
    see: "확인하기",
    deposit: (seats: number, until: Shown): Shown => [`${seats}석, `, until, "까지 입금해 주세요"],
    account: "계좌 보기",
    putAway: "이 안내 닫기",
    over: "좌석을 잡아 둔 시간이 끝났어요",
    again: "다시 잡기",
  },
};
