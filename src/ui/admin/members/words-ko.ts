export const adminMembers = {
  title: "회원 등급",
  text: "등급이 있는 회원은 그 등급의 할인을 받아요. 이미 산 것은 그대로예요.",
  search: "회원 이메일",
  none: "이 이메일의 회원이 없어요. 철자를 확인하거나, 가입한 주소를 회원에게 물어보세요.",
  payments: "이 회원의 결제 보기",
  tier: "등급",
  tierHelp: "영문 소문자, 숫자, 줄표. 비우면 등급이 없어져요.",
  save: "저장",
  saved: "등급을 저장했어요.",
};
