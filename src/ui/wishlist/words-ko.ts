export const wishlistWords = {
  wish: {
    add: (title: string) => `${title} 찜하기`,
    remove: (title: string) => `${title} 찜 취소`,
    title: "찜한 공연",
    empty: "찜한 공연이 없어요",
    emptyText: "공연의 하트를 누르면 여기에 모여요.",
    onlyHere: "이 기기에만 있어요. 로그인하면 계정에 함께 담아 둘게요.",
    kept: "찜했어요. 내 티켓에서 모아 볼 수 있어요.",
  },
};
