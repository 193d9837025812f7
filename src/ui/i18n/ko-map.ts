/** What is said on and around the seat map. */
export const mapping = {
  map: {
    zoom: "확대와 축소",
    zoomIn: "확대",
    zoomOut: "축소",
    fit: "전체 보기",
    left: (left: string) => `${left}석`,
    all: (left: string, _count: number) => `${left}석 남음`,
    freed: (seats: string, _count: number) => `${seats}석 방금 풀림`,
    sound: "풀리면 소리로 알리기",
    levels: "층",
    accessibleOnly: "휠체어·동반석",
  },
  moreTime: {
    label: "시간이 더 필요해요",
    text: (usual: number, longer: number) =>
      `잡은 좌석은 ${usual}분 동안 내 자리예요. 켜 두면 ${longer}분.`,
  },
  best: {
    find: (count: number) => `${count}자리 추천받기`,
    offer: (at: number, of: number) => `추천 ${at}/${of}`,
    next: "다음 추천",
    tastes: "추천 기준",
    taste: { front: "앞쪽", middle: "가운데", aisle: "통로 옆" },
    none: "조건에 맞게 나란히 빈 자리가 없어요. 인원을 나누거나 등급을 바꿔 보세요.",
  },
  pick: {
    moved: "인원이 다 차서 새로 고른 자리로 옮겼어요.",
    undo: "되돌리기",
    goneTry: (gone: string, other: string) =>
      `${gone}은 다른 분이 먼저 선택했어요. ${other}은 어때요?`,
    take: "선택",
    lonely: (seat: string) => `${seat} 한 자리가 혼자 남아요.`,
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
