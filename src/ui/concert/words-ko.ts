import type { AccountLimits } from "../../contract/sale/account-limits.ts";
import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const concertWords = {
  calendar: {
    label: "공연 날짜",
    previous: "이전 달",
    next: "다음 달",
    none: "공연 없음",
    times: (count: number) => `공연 ${count}번`,
  },
  refundRules: {
    title: "취소하면 받는 환불 금액",
    when: "취소 시점",
    back: "환불 금액",
    now: "지금",
    before: (time: string) => `${time} 전까지`,
    until: (time: string) => `${time}까지`,
    from: (time: string) => `${time}부터`,
    nothing: "취소할 수 없음",
    fees: {
      always: "예매 수수료도 환불돼요.",
      never: "예매 수수료는 환불되지 않아요.",
      "booking-day": "예매 수수료는 예매한 당일에 취소할 때만 환불돼요.",
    },
    example: (zone: string, price: Shown): Shown => [zone, " 한 장(", price, ")을 지금 사면"],
    shown: "등급",
  },
  concert: {
    dateOpen: "날짜 미정",
    prices: "가격",
    feeIncluded: (fee: Shown): Shown => ["예매 수수료(", fee, ")를 포함한 가격이에요."],
    feesIncluded: "예매 수수료를 포함한 가격이에요.",
    dates: "날짜와 시간",
    noDates: "아직 정해진 날짜가 없어요.",
    zone: (name: string) => `공연장 현지 시각이에요 (${name}).`,
    about: "안내",
    limit: "구매 한도",
    limitText: (seats: number, limits?: AccountLimits) =>
      [
        `한\u00a0사람이 ${seats}장까지`,
        limits?.perDay ? `하루에 ${limits.perDay}장까지` : "",
        limits?.perConcert ? `전체 회차 ${limits.perConcert}장까지` : "",
      ]
        .filter(Boolean)
        .join(", ") + " 살 수 있어요",
    holding: "좌석 잡기",
    holdingText: (minutes: number) =>
      `좌석을 고르면 ${minutes}분 동안 다른 사람이 살 수 없어요. 한 번 2분을 더할 수 있고, 시간이 더 필요하면 고르기 전에 두\u00a0배로 늘릴 수 있어요.`,
    venue: "공연장",
    maps: { naver: "네이버 지도", kakao: "카카오맵", google: "구글 지도" },
    posterOf: (title: string) => `${title} 포스터`,
    minutes: (minutes: number) => `${minutes}분`,
    age: (years: number) => `${years}세 이상`,
    allAges: "나이 제한 없음",
    book: "예매하기",
    lobby: "대기실 들어가기",
    queue: (waiting: string) => `대기열 들어가기 (${waiting}명)`,
    remind: "오픈 알림 받기",
    paused: "잠시 멈췄어요",
    pausedText: "예매가 잠시 멈췄어요. 순번은 그대로예요.",
    line: "대기열 들어가기",
    presale: "선예매 코드 확인하기",
    saleOpens: "예매 시작",
    saleCloses: "예매 마감",
    doors: (hour: string) => `입장 시작 ${hour}`,
    story: "공연 소개",
    access: "휠체어석과 접근성",
    cast: "출연",
    organizer: "주최",
    seller: {
      title: "판매자 정보",
      legalName: "상호",
      representative: "대표자",
      businessNumber: "사업자등록번호",
      mailOrderNumber: "통신판매업 신고번호",
      address: "주소",
      email: "이메일",
      phone: "전화",
    },
    share: "공유하기",
    copied: "주소를 복사했어요.",
    toCalendar: "공연을 캘린더에 넣기",
    soldOut: "매진됐어요",
    closed: "예매가 끝났어요",
    cancelled: "공연이 취소됐어요",
    moved: (from: Shown, to: Shown): Shown => ["공연 일정이 바뀌었어요. ", from, " → ", to],
    movedShort: "일정이 바뀌었어요",
    movedFree: (day: string) =>
      `바뀌기 전에 산 티켓은 ${day}까지 수수료 없이 취소하고, 예매 수수료까지 모두 돌려받을 수 있어요.`,
    movedMine: (day: string) =>
      `갖고 계신 티켓은 그대로 쓸 수 있어요. 새 일정이 맞지 않으면 ${day}까지 취소할 수 있고, 예매 수수료까지 모두 돌려드려요.`,
    movedLate: "갖고 계신 티켓은 그대로 쓸 수 있어요.",
    cancelledText: "이 회차는 취소됐어요. 구매한 티켓은 수수료까지 전액 환불돼요.",
  },
};
