import type { FindingCode } from "../../../contract/plan/checking/plan-faults.ts";
import type { EditRefusal } from "../../../contract/plan/editing/guard.ts";
import { josa } from "../../../contract/josa.ts";

type Found = { part: string; name: string; count: number; isCut: boolean };

export const toolHelp = {
  row: "한쪽 끝에서 다른 쪽 끝까지 끌어요. Shift를 누르면 15°씩 맞아요.",
  block: "모서리에서 모서리로 끌면 간격에 맞춰 채워요. 클릭하면 아래 줄 수와 좌석 수대로 놓아요.",
  outline:
    "꼭짓점을 차례로 눌러요. 첫 점이나 Enter로 닫아요. 고른 구역이 있으면 그 윤곽이 되고, 없으면 좌석으로 채운 새 구역이 돼요.",
  table: "놓을 곳을 눌러요.",
  standing: "모서리에서 모서리로 끌어요.",
  paint: "누르거나 상자로 끌어 칠해요. 무엇이 칠해지는지는 아래 구역, 줄, 좌석에서 골라요.",
  accessible: "누르거나 상자로 끌어 표시해요. 모두 표시된 좌석이면 지워요.",
  restricted: "누르거나 상자로 끌어 표시해요. 설명이 없으면 먼저 물어봐요.",
  stage: "모서리에서 모서리로 끌어요. 무대 앞 가운데를 초점으로 정할 수 있어요.",
  picture: "도면을 깔고 따라 그려요.",
};

export const keyTexts = {
  modes: "모양, 번호, 등급, 표시, 관객 화면",
  next: "앞 구역, 다음 구역 고르기",
  nudge: "10 cm 옮기기 (Shift: 100 cm), 고른 것이 없으면 화면 옮기기",
  turn: "1° 돌리기 (Shift: 15°)",
  confirm: "화면 가운데에 놓기, 윤곽 닫기",
  escape: "그만두기, 도구 내려놓기, 고르기 해제",
  remove: "지우기",
  pan: "누른 채 끌어 화면 옮기기",
  zoom: "전체 보기, 확대, 축소",
  list: "목록",
  checks: "검사",
  undo: "되돌리기",
  redo: "다시 하기",
  all: "모두 고르기",
  duplicate: "복제 (Alt를 누른 채 끌어도 돼요)",
  clipboard: "복사, 붙이기. 다른 좌석도에도 붙여요",
  save: "지금 저장",
  sheet: "이 목록",
};

export const refusals = {
  "no-such-part": () => "그 구역이 더는 없어요",
  "name-taken": (id: string) => `이름 ${josa(id, "은/는")} 이미 있어요`,
  "number-unsafe": () => "쓸 수 없는 숫자예요",
  "out-of-reach": () => "좌석도를 벗어나요",
  "too-many": () => "한도를 넘어요",
  "too-many-places": () => "한 좌석도에는 120,000자리까지 둘 수 있어요",
  "rows-unequal": () => "줄과 좌석 수가 맞지 않아요",
  "nothing-left": () => "하나는 남아 있어야 해요",
} satisfies Record<EditRefusal["reason"], (id: string) => string>;

const n = (value: number) => value.toLocaleString("ko-KR");

export const findings = {
  "id-twice": ({ name }) => `이름 ${josa(name, "을/를")} 두 곳에서 써요.`,
  "number-unsafe": () => "쓸 수 없는 숫자가 있어요.",
  "zone-missing": ({ part, name, count }) =>
    `${part}구역 ${n(count)}석의 등급 ${josa(name, "이/가")} 없어요.`,
  "level-missing": ({ part, name }) => `${part}구역의 층 ${josa(name, "이/가")} 없어요.`,
  "gate-missing": ({ part, name }) => `${part}구역의 출입구 ${josa(name, "이/가")} 없어요.`,
  "rows-unequal": ({ part }) => `${part}구역의 줄과 좌석 수가 맞지 않아요.`,
  "too-many-marks": ({ part }) => `${part}구역에 표시가 너무 많아요.`,
  "no-places": () => "아직 자리가 없어요.",
  "too-many-places": ({ count }) => `자리가 ${n(count)}개로 한도를 넘어요.`,
  "name-twice": ({ name }) => `${name} 좌석이 둘이에요.`,
  "text-missing": ({ part, count }) => `${part}구역 시야 제한석 ${n(count)}석에 설명이 없어요.`,
  "companion-alone": ({ part, count }) =>
    `${part}구역 동반석 ${n(count)}석 옆에 휠체어석이 없어요.`,
  overlap: ({ part, name, count, isCut }) =>
    part === name
      ? `${part}구역 좌석 ${n(count)}쌍${isCut ? " 이상이" : "이"} 겹쳐요.`
      : `${part}구역과 ${name}구역 좌석 ${n(count)}쌍${isCut ? " 이상이" : "이"} 겹쳐요.`,
  "over-capacity": ({ count }) => `자리가 ${n(count)}개로 공연장의 수용 인원을 넘어요.`,
} satisfies Record<FindingCode, (found: Found) => string>;

export const numbering = {
  title: "번호",
  rows: "줄 이름",
  seats: "좌석 번호",
  fromFront: (names: string) => `${names}… 앞에서 뒤로`,
  fromBack: (names: string) => `${names}… 뒤에서 앞으로`,
  directions: {
    ltr: "1, 2, 3… 왼쪽부터",
    rtl: "1, 2, 3… 오른쪽부터",
    centerOut: "가운데부터 양쪽으로",
    oddLeftEvenRight: "가운데부터 왼쪽 홀수, 오른쪽 짝수",
    evenLeftOddRight: "가운데부터 왼쪽 짝수, 오른쪽 홀수",
  },
  more: "번호 자세히",
  starts: "시작",
  start: "시작 번호",
  rowStart: "첫 줄의 순번",
  seatStart: "첫 좌석의 번호",
  rowUnit: "줄",
  seatUnit: "석",
  seatScheme: "좌석 글자",
  step: "번호 간격",
  rowSkip: "건너뛸 줄",
  seatSkip: "건너뛸 번호",
  rowPad: "줄 이름을 두 자리로 (01, 02)",
  seatPad: "좌석 번호를 두 자리로 (01, 02)",
  exception: "한 줄만 다르게",
  which: "줄",
  row: (name: string) => `${name}열`,
  rowName: "이 줄의 이름",
  rowSeatStart: "이 줄의 첫 번호",
};
