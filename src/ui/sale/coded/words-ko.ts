export const codedWords = {
  coded: {
    have: "코드가 있어요",
    mine: "내 코드 좌석",
    change: "코드 바꾸기",
    title: "코드로 여는 좌석",
    label: "코드",
    help: "주최 측이나 팬클럽에서 받은 코드를 입력하면 그 코드로만 살 수 있는 좌석이 좌석표에 나타나요. 대소문자와 띄어쓰기는 상관없어요.",
    open: "좌석 열기",
    forget: "이 코드 쓰지 않기",
    opened: (count: number) => `코드로 ${count}자리가 열렸어요. 좌석표에서 골라 주세요.`,
    allGone: (total: number) =>
      `이 코드의 ${total}자리를 지금은 모두 다른 분이 잡았거나 샀어요. 다시 나오면 좌석표에 나타나요.`,
    opensNone: "이 회차에는 이 코드로 여는 좌석이 없어요. 코드를 다시 확인해 주세요.",
    seat: "내 코드로 살 수 있는 좌석",
  },
};
