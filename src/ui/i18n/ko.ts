import { concertWords } from "../concert/words-ko.ts";
import { concertsWords } from "../concerts/words-ko.ts";
import { frameWords } from "../frame/words-ko.ts";
import { homeWords } from "../home/words-ko.ts";
import { wishlistWords } from "../wishlist/words-ko.ts";
import { problem } from "./ko-problems.ts";

/** The words of the public pages, in Korean. Other languages have the same shape, or they do not compile. */
export const ko = {
  common: {
    skip: "본문으로 건너뛰기",
    loading: "불러오는 중이에요",
    retry: "다시 시도",
    close: "닫기",
    nothingLost: "잠시 뒤에 다시 해 보세요. 하던 일은 그대로 있어요.",
    soon: "잠시 뒤에 다시 해 보세요.",
    offline: "인터넷에 연결되어 있지 않아요. 연결되면 이어서 할 수 있어요.",
    secondsAgo: (seconds: number) => (seconds < 2 ? "방금 확인" : `${seconds}초 전 확인`),
  },
  sale: {
    upcoming: "오픈 예정",
    open: "예매 중",
    paused: "잠시 멈춤",
    closed: "예매 종료",
    cancelled: "취소됨",
    low: "매진 임박",
    soldOut: "매진",
  },
  countdown: {
    days: "일",
    hours: "시간",
    minutes: "분",
    seconds: "초",
    dayMark: "일",
    left: ({ days, hours, minutes }: { days: number; hours: number; minutes: number }) =>
      `${days}일 ${hours}시간 ${minutes}분 남음`,
    serverClock: "서버 시각",
    clockCounts: "이 시계가 기준이에요",
  },
  problem,
  ...concertWords,
  ...concertsWords,
  ...frameWords,
  ...homeWords,
  ...wishlistWords,
};

export type PublicMessages = typeof ko;
