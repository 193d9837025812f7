export const cockpit = {
  perMinute: (text: string) => `${text} /분`,
  target: (text: string) => `상한 ${text}`,
  seatsHeld: "잡은 좌석",
  expired: (text: string) => `시간이 다 된 선점 ${text}`,
  seatsSold: "팔린 좌석",
  ofSeats: (text: string) => `전체 ${text}`,
  lost: (age: string) => `연결이 끊겼어요. ${age} 전 숫자예요. 조작은 그대로 할 수 있어요.`,
  full: "안이 꽉 찼어요. 누가 나가야 다음 팬이 들어와요.",
  sections: "구역별 판매",
  sectionsNow: "지금",
  sectionsAt: "시각",
  toNow: "지금으로",
  section: "구역",
  share: "찬 비율",
  sold: "판매",
  held: "선점",
  free: "남음",
  soldOut: "매진",
  under: (percent: number) => `${percent}% 아래`,
  noSections: "좌석도를 불러오지 못했어요.",
  sectionsLabel: (most: string) => `구역별 찬 비율. ${most}`,
  closed: "닫힘",
  openSections: "구역 열고 닫기",
  chooseSection: "구역을 고르세요",
  close: "닫기",
  openAgain: "다시 열기",
  noneClosed: "모든 구역이 열려 있어요.",
  closedSeats: (text: string) => `닫힘 · ${text}석`,
  sureClose: (section: string) => `${section} 구역을 닫을까요?`,
  sureCloseText: (n: { free: string; held: string; paying: string; sold: string }) =>
    `빈 좌석 ${n.free}석이 팬의 화면에서 바로 사라져요. 팬이 잡은 ${n.held}석과 결제 중인 ${n.paying}석은 그대로 살 수 있고, 돌아오면 닫혀요. 팔린 ${n.sold}석은 그대로예요. 대기열은 계속 움직여요.`,
  sureOpen: (section: string) => `${section} 구역을 다시 열까요?`,
  sureOpenText: (text: string) =>
    `${text}석이 다시 판매돼요. 취소표를 기다리는 팬이 있으면 먼저 받아요.`,
  closedDone: "구역을 닫았어요.",
  openedDone: "구역을 다시 열었어요.",
  failures: "결제 실패",
  lastMinutes: "최근 5분",
  method: "수단",
  rate: "실패율",
  begun: "시도",
  causes: "실패한 까닭",
  cause: "까닭",
  total: "합계",
  noFailures: "거절된 선점이나 결제가 없어요.",
  since: (time: string) =>
    `${time}부터 셌어요. 선점의 끝은 정확하고, 거절은 서버가 갑자기 멈추면 마지막 10초가 빠질 수 있어요.`,
  holdRefused: "선점",
  methods: {
    wallet: "지갑",
    card: "카드",
    easyPay: "간편결제",
    transfer: "계좌이체",
    virtualAccount: "가상계좌",
    other: "기타",
  },
  reasons: {
    "seat-taken": "다른 팬이 먼저 잡음",
    "not-together": "붙은 좌석이 없음",
    "too-many-seats": "한 사람 한도",
    "presale-full": "선예매 좌석 소진",
    unavailable: "처리 상한",
    "sale-not-open": "판매 중이 아님",
    "sale-paused": "멈춘 동안",
    "not-admitted": "입장하지 않음",
    "pass-expired": "입장 시간이 끝남",
    "unknown-seat": "없는 좌석",
    "accessible-seat": "휠체어석 조건",
    "sold-whole": "테이블 단위 판매",
    "insufficient-funds": "잔액 부족",
    "price-changed": "금액이 바뀜",
    "hold-expired": "선점 시간이 끝남",
    expired: "결제창에서 돌아오지 않음",
    unpaid: "결제되지 않음",
    other: "기타",
  },
  felt: "팬이 느끼는 속도",
  feltText: "팬의 브라우저가 잰 값이에요. 최근 5분, 100명 중 95명은 이보다 빨라요.",
  feltKinds: { hold: "좌석을 잡기까지", answer: "그 밖의 응답", repaint: "좌석도가 바뀌기까지" },
  noFelt: "아직 잰 값이 없어요.",
  median: "중앙값",
  measured: "잰 횟수",
  safe: (text: string) => `안전 ${text}`,
  safeText: (text: string) => `지금처럼 나간다면 분당 ${text}명까지 괜찮아요.`,
  lowerTitle: (method: string, share: string) => `${method}: 실패 ${share}`,
  lowerText: (text: string) =>
    `결제가 많이 거절되고 있어요. 입장을 분당 ${text}명으로 낮추기를 권해요.`,
  lower: (text: string) => `${text}명으로 낮추기`,
  slide: "분당 입장 고르기",
  touches: {
    pause: (n: Touched) =>
      `지금 ${n.waiting}명이 기다리고, 안에 ${n.shoppers}명이 있어요. 선점 ${n.holds}건의 시계가 멈추고, 결제 중인 ${n.paying}건은 끝까지 진행돼요.`,
    drain: (n: Touched) =>
      `안에 있는 ${n.shoppers}명은 끝까지 사고, 기다리는 ${n.waiting}명은 들어오지 못해요.`,
    close: (n: Touched) =>
      `결제 중인 ${n.paying}건만 끝낼 수 있어요. 선점 ${n.holds}건과 기다리는 ${n.waiting}명은 여기서 끝나요.`,
    open: (n: Touched) => `${n.waiting}명이 기다리고 있어요. 남은 좌석은 ${n.free}석이에요.`,
  },
};

/** Figures as texts. */
export type Touched = {
  waiting: string;
  shoppers: string;
  holds: string;
  paying: string;
  free: string;
};
