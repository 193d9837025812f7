import { josa } from "../../contract/josa.ts";
import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const ticketsWords = {
  tickets: {
    title: "내 티켓",
    signIn: "티켓을 보려면 로그인해 주세요.",
    empty: "다가오는 공연이 없어요",
    browse: "공연 둘러보기",
    tabs: "내 공연",
    coming: "다가오는 공연",
    past: "지난 공연",
    waitlists: "취소표",
    wishes: "찜",
    deposit: (amount: Shown, until: Shown): Shown => [until, "까지 ", amount, " 입금해 주세요."],
    toDeposit: "입금할 계좌 보기",
    emptyText: "예매하면 티켓이 여기에 모이고, 인터넷이 없어도 열려요.",
    noPast: "지난 공연이 없어요",
    noWaitlist: "기다리는 취소표가 없어요",
    noWaitlistText: "매진된 공연에서 취소표를 기다리면 좌석이 나올 때 알려 드려요.",
    noHistory: "아직 예매한 공연이 없어요.",
    partCancelled: "일부 취소",
    history: "예매 내역",
    status: { paid: "결제 완료", cancelled: "취소됨" },
  },
  visit: {
    title: "관람 안내",
    doors: "입장",
    from: (time: string) => `${time}부터`,
    venue: "공연장",
    id: "신분증",
    idText: (name: string) => `${name} 님의 신분증을 보여 주세요.`,
    noPhone: "휴대폰이 꺼지면",
    noPhoneText: "입구 안내대에서 이름과 예매번호로 들어올 수 있어요.",
  },
  ticket: {
    saved: "이 기기에 저장됨",
    offline: "오프라인 · 이 티켓은 그대로 쓸 수 있어요",
    preparing: "QR 코드를 준비하고 있어요",
    noCode: (number: string) =>
      `QR 코드는 인터넷에 연결되면 나타나요. 연결되지 않으면 입구에서 예매번호 ${josa(number, "과/와")} 신분증을 보여 주세요.`,
    of: (index: number, total: number) => `${total}장 중 ${index}번째`,
    previous: "이전 티켓",
    next: "다음 티켓",
    bright: "화면을 밝게 하고 어깨 높이로 보여 주세요.",
    daysLeft: (days: number) => (days === 0 ? "오늘이에요" : `${days}일 남음`),
  },
};
