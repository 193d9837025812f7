import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

/** What the public pages say beyond the basics, in Korean. */
export const pages = {
  footer: {
    line: "공연 좌석을 먼저 온 순서대로, 값은 처음부터 모두 보여 드려요.",
    times: "공연과 예매 시각은 모두 공연장이 있는 곳의 시각이에요.",
  },
  list: {
    title: "공연 찾기",
    results: (total: number, isMore: boolean) =>
      isMore ? `${total}개 넘는 공연이 있어요` : `공연 ${total}개`,
    filters: "거르기",
    city: "지역",
    anywhere: "모든 지역",
    from: "부터",
    to: "까지",
    dates: "날짜 고르기",
    apply: "적용",
    clear: "조건 지우기",
    none: (text: string) => (text === "" ? "맞는 공연이 없어요" : `“${text}”에 맞는 공연이 없어요`),
    noneText: "철자를 줄이거나 초성만 적어 보세요. 조건을 지우면 모두 볼 수 있어요.",
    instead: "이런 공연은 어때요?",
    seeAll: "모두 보기",
    weekend: "이번 주말",
    month: "30일 안",
  },
  search: {
    label: "공연, 아티스트, 공연장",
    open: "공연 찾기",
    hint: "초성으로도 찾아요. ㅍㄹ → 파랑주의보",
    suggestions: "제안",
    groups: { concerts: "공연", artists: "아티스트", venues: "공연장" },
    shows: (total: number) => `공연 ${total}개`,
    nothing: (text: string) => `“${text}”로 시작하는 제안이 없어요`,
    count: (total: number) => (total === 0 ? "맞는 공연이 없어요" : `${total}개의 제안이 있어요`),
    all: (text: string) => `“${text}” 모두 보기`,
  },
  calendar: {
    label: "공연 날짜",
    previous: "앞 달",
    next: "다음 달",
    none: "공연 없음",
    times: (count: number) => `공연 ${count}번`,
  },
  inApp: {
    text: (app: string) =>
      `${app} 안의 브라우저에서는 대기와 결제가 끊길 수 있어요. 대기하기 전에 밖에서 열어 주세요.`,
    open: "외부 브라우저로 열기",
    copy: "주소 복사하기",
    copied: "복사했어요. 사파리나 크롬에 붙여 넣어 주세요.",
  },
  app: {
    install: "홈 화면에 두면 티켓이 인터넷 없이도 바로 열려요.",
    installByHand:
      "홈 화면에 두면 티켓이 인터넷 없이도 열려요. 공유 단추를 누르고 ‘홈 화면에 추가’를 고르세요.",
    installNow: "홈 화면에 두기",
    notNow: "나중에",
    newVersion: "새 버전이 있어요. 하던 일을 마친 뒤에 바꿔도 돼요.",
    update: "지금 바꾸기",
  },
  recent: { title: "최근에 본 공연" },
  wish: {
    add: (title: string) => `${title} 찜하기`,
    remove: (title: string) => `${title} 찜 풀기`,
    title: "찜한 공연",
    empty: "찜한 공연이 없어요",
    emptyText: "공연의 하트를 누르면 여기에 모여요.",
    onlyHere: "이 기기에만 있어요. 로그인하면 계정에 함께 담아 둘게요.",
    kept: "찜했어요. 내 티켓에서 모아 볼 수 있어요.",
  },
  refundRules: {
    title: "취소하면 돌려받는 돈",
    when: "취소하는 때",
    back: "돌려받는 돈",
    now: "지금",
    until: (time: string) => `${time} 전까지`,
    from: (time: string) => `${time}부터`,
    nothing: "취소할 수 없음",
    fees: {
      always: "예매 수수료까지 돌려드려요.",
      never: "예매 수수료는 돌려드리지 않아요.",
      "booking-day": "예매 수수료는 예매한 날에 취소할 때만 돌려드려요.",
    },
    example: (zone: string, price: Shown): Shown => [zone, " 한 장 ", price, "을 지금 사면"],
    shown: "등급",
  },
};
