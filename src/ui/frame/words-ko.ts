import type { InApp } from "./in-app.ts";

const appNames: Record<InApp, string> = {
  KakaoTalk: "카카오톡",
  Naver: "네이버",
  Instagram: "인스타그램",
  Facebook: "페이스북",
  LINE: "라인",
  Daum: "다음",
};

export const frameWords = {
  footer: {
    line: "공연 좌석은 먼저 온 순서대로 드리고, 총 가격을 처음부터 보여 드려요.",
    times: "공연과 예매 시각은 모두 공연장이 있는 곳의 시각이에요.",
    legal: "약관과 사업자 정보",
    terms: "이용약관",
    privacy: "개인정보 처리방침",
  },
  inApp: {
    text: (app: InApp) =>
      `${appNames[app]} 안의 브라우저에서는 대기와 결제가 끊길 수 있어요. 줄을 서기 전에 외부 브라우저로 열어 주세요.`,
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
  nav: {
    main: "주 메뉴",
    bottom: "아래 메뉴",
    concerts: "공연",
    tickets: "내 티켓",
    wallet: "지갑",
    profile: "내 정보",
    signIn: "로그인",
    light: "밝은 화면으로",
    dark: "어두운 화면으로",
  },
  notFound: {
    title: "페이지를 찾을 수 없어요",
    text: "주소가 바뀌었거나 끝난 공연일 수 있어요.",
    home: "공연 보러 가기",
  },
};
