import { adminBooks } from "./ko-admin-books.ts";
import { adminPayments } from "./ko-admin-payments.ts";
import { adminQueue } from "./ko-admin-queue.ts";
import { adminCoupons, adminMembers, adminShows } from "./ko-admin-shows.ts";

const admin = {
  title: "관리",
  menu: "관리 메뉴",
  signIn: "관리 화면은 로그인해야 볼 수 있어요.",
  forbidden: "관리자만 볼 수 있어요",
  forbiddenText: (name: string) => `${name} 님의 계정에는 관리 권한이 없어요.`,
  toShop: "예매 사이트로 가기",
  back: "돌아가기",
  find: "찾기",
  stale: "새 값을 받지 못했어요",
  nav: {
    overview: "현황",
    sales: "판매와 대기열",
    payments: "결제",
    reconciliation: "대사",
    shows: "공연 취소",
    coupons: "쿠폰",
    members: "회원 등급",
  },
};

const adminOverview = {
  title: "현황",
  asOf: "기준",
  orders: "오늘 주문",
  tickets: "오늘 판 티켓",
  revenue: "오늘 매출",
  refunded: "오늘 환불",
  sales: "지금 파는 회차",
  noSales: "지금 파는 회차가 없어요.",
  cares: "살펴볼 일",
  level: { ok: "정상", warn: "주의", danger: "문제" },
  care: {
    books: "장부 응답",
    silent: "대답 없는 회차",
    gateway: "결제사",
    gatewaySet: "연결됨",
    gatewayMissing: "설정 안 됨",
    reconciliation: "대사",
    never: "아직 없음",
    findings: (many: number) => `확인할 것 ${many}건`,
    outbox: "보낼 일",
    unknown: "결과 모르는 결제",
    flagged: "사람이 볼 결제",
    refundsDue: "돌려줄 돈",
    cancelling: "취소 처리 중인 공연",
  },
};

const adminSale = {
  when: "언제",
  whens: { coming: "다가오는 회차", past: "지난 회차" },
  search: "공연, 아티스트 이름으로 찾기",
  nothingFound: "해당하는 회차가 없어요",
  date: "회차",
  seats: "좌석",
  waiting: "대기",
  shoppers: "입장",
  paying: "결제 중",
  sold: "판매",
  held: "선점",
  free: "남음",
  state: {
    upcoming: "예매 전",
    soldOut: "매진",
    open: "판매 중",
    paused: "멈춤",
    draining: "마감 중",
    closed: "판매 끝",
    cancelled: "공연 취소",
  },
};

const adminActs = {
  title: "최근 한 일",
  none: "아직 한 일이 없어요.",
  nobody: "시스템",
  nothing: "없음",
  action: {
    "sale.terms": "판매 조건 변경",
    "sale.open": "판매 시작",
    "sale.pause": "판매 멈춤",
    "sale.resume": "판매 계속",
    "sale.drain": "입장 마감",
    "sale.close": "판매 종료",
    "holds.extend": "선점 시간 연장",
    "presale.create": "선예매 추가",
    "show.cancel": "공연 취소",
    "schedule.create": "회차 추가",
    "schedule.terms": "판매 조건 변경",
    "concert.create": "공연 추가",
    "venue.create": "공연장 추가",
    "plan.create": "좌석 배치도 추가",
    "coupon.create": "쿠폰 추가",
    "coupon.close": "쿠폰 종료",
    "vouchers.create": "상품권 발행",
    "account.tier": "회원 등급 변경",
    "reconciliation.run": "대사 실행",
    "payment.resolve": "결제사에 묻고 처리",
    "payment.looked-after": "살펴본 결제로 표시",
  },
  field: {
    sale_state: "판매 상태",
    shoppers_max: "동시 입장",
    admit_per_minute: "분당 입장",
    notice: "공지",
    minutes: "더한 분",
    reason: "사유",
    compensationPercent: "보상(%)",
    deposit_minutes: "입금 기한(분)",
    value: "등급",
    issue: "문제",
    note: "메모",
  },
  value: {
    open: "판매 중",
    paused: "멈춤",
    draining: "마감 중",
    closed: "끝",
    cancelled: "취소",
  },
};

/** What those who run the sales read. It comes with the first of their pages. */
export const admins = {
  admin,
  adminOverview,
  adminSale,
  adminActs,
  adminBooks,
  adminQueue,
  adminPayments,
  adminShows,
  adminCoupons,
  adminMembers,
};

export type AdminMessages = typeof admins;
