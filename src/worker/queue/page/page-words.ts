import type { LocalText } from "../../../contract/money/money.ts";
import type { QueueWords } from "../../../contract/sale/queue-page.ts";

type Labels = Record<
  | "away"
  | "stay"
  | "ahead"
  | "people"
  | "lobbyIn"
  | "opensIn"
  | "calledIn"
  | "missedIn"
  | "mirror"
  | "drawText"
  | "lobbyText"
  | "signIn"
  | "signInText"
  | "take"
  | "joinText"
  | "left"
  | "pace"
  | "updated"
  | "stock"
  | "scarce"
  | "scarceText"
  | "stays"
  | "keptText"
  | "staysText"
  | "lostTitle"
  | "lostText"
  | "pausedText"
  | "enter"
  | "enterText"
  | "back"
  | "backText"
  | "movedText"
  | "here"
  | "presaleText"
  | "code"
  | "verify"
  | "overText"
  | "toConcerts"
  | "listen"
  | "sound"
  | "device"
  | "deviceText"
  | "meanwhile"
  | "wallet"
  | "profile"
  | "mirrorHere"
  | "inApp"
  | "progress"
  | "draw"
  | "skip"
  | "time"
  | "timeText"
  | "keep"
  | "retry"
  | "theme"
  | "gone"
  | "goneText"
  | "otherDates"
  | "toWaitlist"
  | "closing"
  | "closingText"
  | "cancelledText"
  | "toTickets"
  | "show",
  string
>;

export type PageWords = QueueWords & Labels;

const ko: PageWords = {
  guest: "로그인이 필요해요",
  join: "줄 서기",
  early: "아직 열리지 않았어요",
  lobby: "대기 전",
  drawing: "추첨 중",
  waiting: "대기 중",
  paused: "일시 정지",
  kept: "순번을 맡아 두었어요",
  called: "입장하세요",
  missed: "차례가 지나갔어요",
  moved: "다른 기기로 옮겼어요",
  presale: "선예매 중",
  over: "종료",
  cancelled: "취소됐어요",
  trouble: "잠시 문제가 생겼어요",
  ahead: "내 앞에",
  people: "명",
  number: "내 번호 {n}",
  behind: "내 뒤 {n}명",
  eta: "약 {n}–{m}분",
  soon: "곧 입장",
  perMinute: "분당 {n}명",
  seconds: "{n}초 전",
  seatsLeft: "{n}석",
  soldOut: "매진",
  title: "내 앞 {n}명",
  spoken: "내 앞에 {n}명 있어요.",
  lobbyIn: "대기열이 열리기까지",
  opensIn: "예매가 열리기까지",
  lobbyText: "지금 {n}명이 기다리고 있어요.",
  stay: "화면을 열어 두면 시간에 맞춰 자동으로 이어져요.",
  drawText:
    "오픈 시각까지 들어온 분들의 순서를 함께 추첨해요. 먼저 와도, 새로고침해도 유리하지 않아요. 지금은 {n}명이 기다려요.",
  calledIn: "남은 입장 시간",
  missedIn: "맨 앞으로 돌아올 수 있는 시간",
  lost: "연결이 끊겼어요",
  mirror: "다른 탭에서 줄을 서고 있어요",
  failed: "아직 답을 받지 못했어요. 다시 시도해 주세요.",
  stopped: "멈춤",
  keptSoldOut: "선예매 좌석이 모두 판매됐어요.",
  keptOver: "선예매가 끝났어요.",
  keptSoon: "지금은 다른 선예매 시간이에요.",
  keptText: "순번은 그대로예요. 위 시각에 이 순번으로 이어져요.",
  signIn: "로그인하고 줄 서기",
  signInText: "순번은 계정마다 하나예요. 마치면 바로 여기로 돌아와요.",
  take: "줄 서기",
  joinText: "여러 번 눌러도 같은 순번을 받아요.",
  left: "남은 시간",
  pace: "입장 속도",
  updated: "갱신",
  stock: "남은 좌석",
  scarce: "지금 순번으로는 좌석이 없을 수 있어요.",
  scarceText: "남은 좌석보다 앞사람이 많아요.",
  stays: "새로고침하거나 창을 닫아도 순번은 그대로예요.",
  staysText:
    "차례가 되면 2분 안에 입장해 주세요. 놓쳐도 5분 안에 한 번 맨 앞으로 돌아올 수 있어요.",
  lostTitle: "순번은 그대로 있어요.",
  lostText: "다시 연결하는 중이에요. 그대로 두셔도 돼요.",
  pausedText: "모두의 순번과 시간은 그대로예요.",
  enter: "좌석 고르러 가기",
  enterText: "좌석을 고르는 시간은 입장한 뒤부터 계산돼요.",
  back: "맨 앞으로 돌아가기",
  backText: "한 번 돌아올 수 있어요. 자리가 나는 대로 바로 들어가요.",
  movedText: "순번은 그대로예요. 이 기기에서 이어가면 다른 기기에서는 멈춰요.",
  here: "이 기기에서 이어가기",
  presaleText: "지금은 선예매 확인을 마친 분만 줄을 설 수 있어요.",
  code: "선예매 코드",
  verify: "확인하고 줄 서기",
  overText: "이 회차의 예매가 끝났어요.",
  toConcerts: "다른 공연 보기",
  listen: "지금 순번 듣기",
  sound: "소리로 알림",
  device: "다른 기기에서 이어하기",
  deviceText:
    "그 기기에서 로그인하고 이 주소를 여세요. 순번은 그대로 옮겨 가고, 이 기기에서는 멈춰요.",
  meanwhile: "기다리는 동안 해 두면 좋은 일",
  wallet: "지갑 충전해 두기",
  profile: "예매자 정보 확인하기",
  mirrorHere: "이 탭에서 계속",
  inApp:
    "앱 안의 브라우저에서는 알림과 결제가 막힐 수 있어요. 오른쪽 위 메뉴에서 외부 브라우저로 열어 주세요.",
  progress: "대기 진행",
  draw: "추첨이 공정한지 확인하기",
  skip: "본문으로",
  time: "시간이 더 필요해요",
  timeText: "좌석을 잡아 두는 시간이 두 배(보통 5분 → 10분)로 늘어나고, 순번은 그대로예요.",
  keep: "저장",
  retry: "다시 시도",
  theme: "밝은 화면과 어두운 화면 바꾸기",
  asOf: "{n} 기준",
  returned: "다시 연결됐어요. 앞에 있던 {n}명이 {m}명으로 줄었어요.",
  away: "화면을 닫아도 돼요. 열리는 날 다시 오세요.",
  robot: "사람인지 확인하지 못했어요. 광고 차단을 끄거나 다른 브라우저를 써 주세요.",
  wrongCode: "쓸 수 없는 코드예요. 코드를 다시 확인해 주세요.",
  gone: "지금 남은 좌석이 없어요.",
  goneText: "취소된 좌석은 취소표를 기다리는 분께 먼저 가요.",
  otherDates: "다른 날짜 보기",
  toWaitlist: "취소표 기다리기",
  closing: "입장이 마감됐어요.",
  closingText: "안에 있는 분들만 예매할 수 있어요.",
  cancelledText: "구매한 티켓은 전액 환불돼요.",
  toTickets: "내 티켓 보기",
  show: "가격과 안내 보기",
};

const en: typeof ko = {
  guest: "Sign in first",
  join: "Get in line",
  early: "Not open yet",
  lobby: "Before opening",
  drawing: "Drawing",
  waiting: "Waiting",
  paused: "Paused",
  kept: "Your place is kept",
  called: "It's your turn",
  missed: "Your turn has passed",
  moved: "Moved to another device",
  presale: "Presale",
  over: "Ended",
  cancelled: "Canceled",
  trouble: "One moment",
  ahead: "Ahead of you",
  people: "people",
  number: "Your number {n}",
  behind: "{n} behind you",
  eta: "{n}–{m} min",
  soon: "You're next",
  perMinute: "{n}/min",
  seconds: "{n} s ago",
  seatsLeft: "{n} left",
  soldOut: "Sold out",
  title: "{n} ahead of you",
  spoken: "{n} people are ahead of you.",
  lobbyIn: "The queue opens in",
  opensIn: "The sale opens in",
  lobbyText: "{n} people are waiting.",
  stay: "Leave this page open, and it will continue by itself when it's time.",
  drawText:
    "Everyone here when the sale opens gets a place by lottery. Coming early or reloading doesn't help. {n} people are waiting now.",
  calledIn: "Enter within",
  missedIn: "You can return to the front for",
  lost: "Connection lost",
  mirror: "Another tab is in line",
  failed: "No answer yet. Please try again.",
  stopped: "paused",
  keptSoldOut: "All seats in your presale are sold.",
  keptOver: "Your presale is over.",
  keptSoon: "Another presale is open now.",
  keptText: "You keep your place for the sale at the time above.",
  signIn: "Sign in and get in line",
  signInText: "Each account gets one place. You'll come straight back here.",
  take: "Get in line",
  joinText: "Pressing again gives you the same place.",
  left: "Time left",
  pace: "Pace",
  updated: "Updated",
  stock: "Seats left",
  scarce: "Seats may run out before your turn.",
  scarceText: "There are more people ahead of you than seats left.",
  stays: "You keep your place even if you reload or close this page.",
  staysText:
    "When we call you, you have two minutes to enter. If you miss it, you can return to the front once within five minutes.",
  lostTitle: "Your place is safe with us.",
  lostText: "We're reconnecting. You can leave this page open.",
  pausedText: "Everyone keeps their place and their time.",
  enter: "Choose seats",
  enterText: "Your time to choose seats starts once you're inside.",
  back: "Return to the front",
  backText: "You can return once. You'll enter as soon as there's room.",
  movedText: "Your place stays the same. If you continue here, it stops on the other device.",
  here: "Continue here",
  presaleText: "Only fans verified for the presale can line up now.",
  code: "Presale code",
  verify: "Verify and get in line",
  overText: "The sale for this date has ended.",
  toConcerts: "See other concerts",
  listen: "Hear my place",
  sound: "Sound alert",
  device: "Continue on another device",
  deviceText:
    "Sign in on that device and open this address. Your place moves there and stays the same.",
  meanwhile: "While you wait",
  wallet: "Top up your wallet",
  profile: "Check your details",
  mirrorHere: "Continue in this tab",
  inApp: "Inside this app, alerts and payments may not work. Open this page in your browser.",
  progress: "Progress in the queue",
  draw: "Check that the draw is fair",
  skip: "Skip to content",
  time: "I need more time",
  timeText:
    "We hold your seats twice as long (usually 10 minutes instead of 5). Your place stays the same.",
  keep: "Save",
  retry: "Try again",
  theme: "Switch between light and dark",
  asOf: "as of {n}",
  returned: "Reconnected. {n} people were ahead of you; now it's {m}.",
  away: "You don't need to keep this page open. Come back on the day.",
  robot: "We couldn't verify that you're human. Turn off your ad blocker or try another browser.",
  wrongCode: "This code isn't valid. Please check it against the one you received.",
  gone: "No seats are left right now.",
  goneText: "Seats that come back go to people on the waitlist first.",
  otherDates: "See other dates",
  toWaitlist: "Join the waitlist",
  closing: "Admission has ended.",
  closingText: "Only the fans inside can still buy.",
  cancelledText: "Tickets are refunded in full.",
  toTickets: "See my tickets",
  show: "Prices and details",
};

export const pageWords: Record<keyof LocalText, PageWords> = { ko, en };
