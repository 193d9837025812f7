import { josa } from "../../../contract/josa.ts";
import type { ComponentChildren } from "preact";

type Shown = ComponentChildren;

export const chooserWords = {
  choose: {
    title: "좌석 고르기",
    how: "고르는 방법",
    party: "몇 분이세요?",
    grades: "등급",
    map: "좌석표",
    loadingMap: "좌석표를 불러오고 있어요.",
    refresh: "지금 상태 확인",
    stale: (seconds: number) => `${seconds}초 전 상태 · 연결을 기다리고 있어요`,
    tray: "고른 좌석",
    trayEmpty: (max: number) => `구역을 열고 좌석을 골라 주세요. 한\u00a0사람이 ${max}장까지예요.`,
    trayEmptyStanding: (max: number) =>
      `구역을 눌러 입장 번호를 받아 주세요. 한\u00a0사람이 ${max}장까지예요.`,
    clear: "모두 해제",
    drop: (seat: string) => `${seat} 빼기`,
    feesIn: "예매 수수료 (포함)",
    total: "합계",
    hold: (total: Shown): Shown => [total, " · 좌석 잡기"],
    holdNone: "좌석을 골라 주세요",
    holdNoneStanding: "입장 번호를 골라 주세요",
    spoken: (count: number, total: string) => `${count}자리 선택됨, 합계 ${total}`,
    isHeld: "다른 분이 잡고 있는 좌석이에요. 풀리면 고를 수 있어요.",
    isTaken: "이미 팔린 좌석이에요.",
    tableTaken: "통째로만 파는 테이블인데, 다른 분이 잡았거나 산 자리가 있어요.",
    tableTooLarge: (size: number, max: number) =>
      `이 테이블은 ${size}자리를 통째로만 팔아요. 한\u00a0사람이 ${max}장까지라서 고를 수 없어요.`,
    tableWhole: (size: number) => `통째로 파는 테이블이라 ${size}자리를 모두 골랐어요.`,
    lacksSpace: "휠체어석과 함께 고르는 동반석이에요. 옆의 휠체어석을 골라 주세요.",
    short: (count: number) => `나란히 빈 자리가 부족해서 ${count}자리만 골랐어요.`,
    unknown: "좌석을 잡았는지 아직 몰라요. 다시 확인해도 두\u00a0번 잡히지 않아요.",
    askAgain: "다시 확인",
  },
  best: {
    find: (count: number) => `${count}자리 추천받기`,
    findStanding: (count: number) => `앞 번호 ${count}장 추천받기`,
    suggestion: (at: number, of: number) => `추천 ${at}/${of}`,
    next: "다음 추천",
    tastes: "추천 기준",
    taste: { front: "앞쪽", middle: "가운데", aisle: "통로 옆" },
    noneStanding: "조건에 맞게 남은 자리가 없어요. 인원을 나누거나 다른 구역을 골라 보세요.",
    none: "조건에 맞게 나란히 빈 자리가 없어요. 인원을 나누거나 등급을 바꿔 보세요.",
  },
  pick: {
    moved: "인원이 다 차서 새로 고른 자리로 옮겼어요.",
    undo: "되돌리기",
    gone: "다른 분이 먼저 선택했어요.",
    instead: (seats: string) => `${josa(seats, "은/는")} 어때요?`,
    take: "선택",
    lonely: (seat: string) => `${seat} 한\u00a0자리가 혼자 남아요.`,
    shift: "붙여서 고르기",
    restrictedTitle: "시야가 가려지는 자리예요",
    restrictedText: (seats: string) =>
      `${seats}에서는 무대의 일부가 보이지 않을 수 있어요. 그래도 잡을까요?`,
    restrictedYes: "괜찮아요, 잡을게요",
    restrictedNo: "다른 자리 고르기",
    view: "이 자리에서 보면",
    stage: "무대",
    side: { front: "정면", left: "왼쪽", right: "오른쪽" },
    away: (side: string, meters: number) => `무대 ${side} ${meters}m`,
  },
  seatList: {
    open: "목록에서 고르기",
    text: (count: number) =>
      count === 1 ? "지금 고를 수 있는 자리예요." : `나란히 앉는 ${count}자리만 보여 드려요.`,
    textStanding: "앞 번호부터 드려요.",
    section: "1. 구역",
    row: "2. 열",
    seats: "3. 좌석",
    rowName: (row: string) => `${row}열`,
    groups: (groups: string, party: number) =>
      party === 1 ? `${groups}석` : party === 2 ? `${groups}쌍` : `${groups}묶음`,
    aisle: "통로",
    grid: "좌석 배치로 보기",
    steps: "단계별로 고르기",
    empty: "조건에 맞는 자리가 없어요. 인원이나 등급을 바꿔 보세요.",
    standing: "앞 번호부터",
  },
};
