export const saleWords = {
  buying: { leave: "나가기. 순번과 잡은 좌석은 그대로예요" },
  queue: {
    signIn: "예매하려면 로그인해 주세요. 마치면 바로 이어서 들어가요.",
    over: "이 회차는 예매가 끝났어요",
    toConcert: "다른 날짜 보기",
  },
  hold: {
    within: "안에 결제해 주세요",
    whilePaying: "동안 결제를 기다려요",
    stopped: "남았고, 시계는 멈췄어요",
    extend: "2분 더",
    extended: "2분을 더했어요.",
    warn: "1분 남았어요. 지금 결제하면 좌석을 지킬 수 있어요.",
    warnExtend: "1분 남았어요. 더 필요하면 한 번 2분을 더할 수 있어요.",
    more: "시간 더하기",
  },
  pause: {
    title: "예매가 잠시 멈췄어요.",
    text: "고른 좌석과 남은 시간은 그대로예요. 다시 열리면 바로 이어져요.",
    canPay: "잡아 둔 좌석은 지금도 결제할 수 있어요.",
    go: "잠시 멈춤",
  },
  presaleGone: {
    title: "선예매 좌석이 모두 판매됐어요.",
    text: (opening: string) =>
      `좌석을 못 골라도 순번은 그대로 두고, ${opening} 일반 예매에서 이어가요.`,
  },
  held: {
    title: "지금 잡고 있는 좌석",
    pay: "결제하러 가기",
    release: "좌석 풀고 다시 고르기",
  },
  givingBack: {
    title: "좌석을 풀고 있어요",
    text: "결제된 돈이 없는지 확인하고 있어요. 확인되면 좌석이 바로 풀려요. 이 화면을 닫아도 괜찮아요.",
    done: "좌석을 풀었어요.",
  },
  moreTime: {
    label: "시간이 더 필요해요",
    text: (usual: number, longer: number) => `좌석을 ${usual}분 대신 ${longer}분 동안 잡아 드려요.`,
  },
};
