export const presaleWords = {
  presale: {
    title: "선예매 확인",
    signIn: "선예매는 계정으로 확인해요. 로그인해 주세요.",
    code: "선예매 코드",
    verify: "확인",
    help: "명단에 있는 분은 코드를 비우고 눌러 주세요. 미리 확인해 두면 바로 줄을 설 수 있어요.",
    verified: (name: string) => `${name} 확인을 마쳤어요`,
    comeAt: "시작",
    notListed: "명단에서 찾지 못했어요. 코드가 있다면 입력해 주세요.",
  },
};
