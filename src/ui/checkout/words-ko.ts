import { josa } from "../../contract/josa.ts";
import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const checkoutWords = {
  payWith: {
    title: "결제 수단",
    balance: "잔액",
    useBalance: (balance: Shown): Shown => ["지갑 잔액 ", balance, " 먼저 쓰기"],
    useBalanceHelp: "나머지 결제가 끝날 때 지갑에서 빠져나가요.",
    fromWallet: "지갑에서",
    byMethod: "지금 결제할 금액",
    short: (missing: Shown): Shown => [missing, " 부족해요"],
    method: {
      wallet: "지갑",
      card: "카드",
      easyPay: "간편결제",
      transfer: "계좌이체",
      virtualAccount: "가상계좌",
    },
    depositWithin: (minutes: number) =>
      minutes % 60 === 0 ? `${minutes / 60}시간 안에 입금` : `${minutes}분 안에 입금`,
    noDeposits: "이 공연은 가상계좌 결제를 지원하지 않아요",
    atGateway:
      "결제창을 열면 시계가 멈추고, 결제하는 동안 좌석을 지켜 드려요. 은행 앱에 다녀와도 괜찮아요.",
  },
  receipt: {
    title: "현금영수증",
    type: { none: "신청하지 않음", income: "소득공제", expense: "지출증빙" },
    number: { income: "휴대폰 번호 또는 현금영수증 카드 번호", expense: "사업자등록번호" },
    help: "입금이 확인되면 발급돼요. 번호는 발급에만 쓰고, 그 뒤에는 뒷자리만 남겨요.",
    fault: {
      income: "휴대폰 번호나 현금영수증 카드 번호를 확인해 주세요.",
      expense: "사업자등록번호 10자리를 확인해 주세요.",
    },
  },
  agreements: {
    title: "약관 동의",
    all: "모두 동의해요",
    item: {
      "refund-rules": "[필수] 취소 수수료와 취소 기한을 확인했고 동의해요",
      "third-party": "[필수] 개인정보를 공연 주최사에 제공하는 데 동의해요",
    },
    read: "내용 보기",
    organizer: "공연 주최사",
    text: {
      "refund-rules": (_organizer: string) =>
        "취소하면 위 ‘취소하면 받는 환불 금액’ 표에 있는 만큼 돌려받아요. 시간이 지나면 수수료가 늘고, 표에 ‘취소할 수 없음’이라고 적힌 때부터는 취소할 수 없어요. 공연이 취소되면 전액 환불받아요.",
      "third-party": (organizer: string) =>
        `받는 곳: ${organizer}. 항목: 이름, 이메일, 예매 번호, 좌석. 쓰는 곳: 입장 확인, 공연 변경과 취소 안내. 보관: 공연이 끝나고 30일까지. 동의하지 않을 수 있지만, 그러면 예매할 수 없어요.`,
    },
    fault: "필수 항목에 모두 동의해야 결제할 수 있어요.",
  },
  ticketKinds: { title: "권종", full: "일반" },
  coupon: {
    title: "쿠폰",
    code: "쿠폰 번호",
    use: "적용",
    drop: "적용 취소",
    used: (code: string) => `${code} 쿠폰을 적용했어요`,
    notACode: "쿠폰 번호는 영문, 숫자, 줄표로 4자 이상이에요.",
  },
  openPayment: {
    title: "결제창에서 결제하고 있어요",
    text: "결제가 끝날 때까지 이 좌석은 다른 분이 살 수 없어요. 그동안은 좌석을 바꾸거나 한\u00a0번\u00a0더 결제할 수 없으니, 결제를 이어서 하거나 그만두고 다른 방법을 골라 주세요.",
    goOn: "결제 이어서 하기",
    another: "그만두고 다른 방법으로",
    unseen: "이 좌석의 결제를 확인하고 있어요",
    unseenText:
      "다른 탭이나 기기에서 결제하고 있을 수 있어요. 확인되면 이 화면이 바로 이어져요. 결제되지 않았다면 시계가 끝난 뒤에 다른 방법으로 결제하거나, 지금 좌석을 풀 수 있어요. 두\u00a0번 결제되지 않아요.",
    release: "좌석 풀기",
  },
  payment: {
    title: "결제 확인",
    signIn: "결제를 확인하려면 로그인해 주세요.",
    asking: "결제 확인 중",
    askingText: "결제사에 확인하고 있어요. 이 화면을 닫아도 두\u00a0번 결제되지 않아요.",
    unknownText:
      "결제사의 답이 늦어지고 있어요. 계속 확인하고 있으니 다시 결제하지 마세요. 결제됐다면 내 티켓에 표시되고, 아니라면 빠져나간 돈은 없어요.",
    refused: "결제하지 못했어요",
    calledOff: "결제를 취소하셨어요",
    why: {
      "called-off": "빠져나간 돈은 없어요.",
      "hold-expired": "좌석을 잡아 둔 시간이 지나서 결제하지 않았어요. 빠져나간 돈은 없어요.",
      expired: "결제창의 시간이 지났어요. 빠져나간 돈은 없어요.",
      bank: "카드사나 은행에서 결제를 거절했어요. 빠져나간 돈은 없어요.",
    },
    payAgain: "다른 방법으로 결제",
    holdAgain: "다시 잡기",
    givenBack: "결제 금액을 환불해 드려요",
    seatsGone:
      "결제가 승인됐을 때 좌석을 잡아 둔 시간이 이미 끝나 좌석을 드릴 수 없었어요. 그래서 전액 환불해 드려요.",
    walletShort:
      "결제하는 사이에 지갑 잔액이 부족해져서 좌석을 드릴 수 없었어요. 결제 금액은 전액 환불해 드리고, 지갑에서 빠져나간 돈은 없어요.",
    showCancelled: "결제하는 사이에 공연이 취소됐어요. 그래서 전액 환불해 드려요.",
    showBegun: "입금이 확인됐을 때 공연이 이미 시작됐어요. 그래서 전액 환불해 드려요.",
    toWallet: "지갑으로 환불했어요.",
    backDone: "결제하신 수단으로 환불했어요. 카드사에 따라 며칠 뒤에 표시될 수 있어요.",
    backDue: "결제하신 수단으로 환불하고 있어요. 따로 하실 일은 없어요.",
    deposit: "입금하면 예매가 완료돼요",
    depositText:
      "기한까지 아래 계좌로 정확한 금액을 보내 주세요. 그때까지 좌석을 지켜 드리고, 입금되면 티켓이 바로 나와요.",
    bank: "은행",
    account: "계좌번호",
    holder: "예금주",
    amount: "금액",
    until: "입금 기한",
    copy: "복사",
    copied: "계좌번호를 복사했어요.",
    notCopied: "복사하지 못했어요. 번호를 길게 눌러 복사해 주세요.",
    toPayments: "결제 내역",
    open: "아직 결제하지 않았어요",
    openText: "결제창이 아직 열려 있어요. 빠져나간 돈은 없고, 좌석은 그대로예요.",
  },
  atZero: {
    title: "좌석을 확인하고 있어요",
    text: "시계가 0이 됐어요. 좌석이 아직 잡혀 있는지 물어보고 있어요.",
  },
  expired: {
    title: "좌석을 잡아 둔 시간이 끝났어요",
    text: (seats: string) => `${josa(seats, "을/를")} 다시 잡아 볼까요? 빠져나간 돈은 없어요.`,
    goneTitle: "이 좌석은 더 이상 잡혀 있지 않아요",
    gone: "이미 결제했다면 내 티켓에 있어요.",
    paid: "결제가 끝난 좌석이에요",
    paidText: "티켓은 내 티켓에서 볼 수 있어요.",
    again: "다시 잡기",
    map: "좌석표로",
    tickets: "내 티켓 보기",
  },
  checkout: {
    title: "결제",
    signIn: "결제하려면 로그인해 주세요.",
    back: "좌석으로 돌아가기. 좌석은 그대로예요",
    seats: "고른 좌석",
    buyer: "예매자",
    buyerText: "입장할 때 이 이름을 확인해요.",
    mailTo: "티켓을 받을 이메일",
    mailHelp: "예매 확인과 티켓을 이 주소로 보내 드려요.",
    mailFault: "이메일 주소를 확인해 주세요.",
    topUp: (missing: Shown): Shown => [missing, " 충전하고 결제하기"],
    amount: "결제 금액",
    line: (zone: string, count: number) => `${zone} ${count}장`,
    fee: (count: number) => `예매 수수료 ${count}장`,
    total: "결제 금액",
    pay: (total: Shown): Shown => [total, " 결제하기"],
    asking: "결제 확인 중",
    askAgain: "다시 확인",
    checking: "결제를 확인하고 있어요",
    checkingText: "아직 답을 받지 못했어요. 다시 확인해도 두\u00a0번 결제되지 않아요.",
    afterPaying: "결제하면 바로 티켓이 나와요. 취소하면 지갑으로 환불돼요.",
  },
};
