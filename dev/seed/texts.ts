type Text = { ko: string; en: string };

/** The texts about a concert. */
export type ConcertText = { title: Text; artist: Text; description: Text };

/** Artists, songs and tours are made up, as are their posters. */
export const texts = {
  highWaves: {
    title: { ko: "파랑주의보 〈높은 파도〉", en: "Parang Juuibo: High Waves" },
    artist: { ko: "파랑주의보", en: "Parang Juuibo" },
    description: {
      ko: "가장 큰 파도가 오는 밤, 네 사람이 다시 무대에 서요. 3집 전곡과 새 노래 두 곡을 이번 투어에서 처음 들려드려요. 문 여는 시각은 공연 한 시간 전이고, 공연이 시작된 뒤에는 곡 사이에 입장해요. 휠체어석은 1층 B1·B4구역에 있고, 동반 한 분이 옆자리에 앉을 수 있어요.",
      en: "On the night of the biggest wave, the four of them are back on stage. They play all of their third album and two new songs for the first time. Doors open an hour before the show; once it has begun you are let in between songs. Wheelchair places are in B1 and B4 on level 1, each with a companion's seat beside it.",
    },
  },
  volts: {
    title: { ko: "정전기 LIVE 〈220V〉", en: "Jeongjeongi Live: 220V" },
    artist: { ko: "정전기", en: "Jeongjeongi" },
    description: {
      ko: "손대지 마시오. 기타 둘, 드럼 하나, 콘센트 네 개로 90분을 쉬지 않고 이어 가요. 전석 스탠딩이고 입장 번호 순서대로 들어와요. 소리가 크니 귀마개를 입구에서 나눠 드려요.",
      en: "Do not touch. Two guitars, one drum kit, four sockets, ninety minutes without a break. Standing only, let in by entry number. It is loud: earplugs are free at the door.",
    },
  },
  slowLetter: {
    title: { ko: "서이안 콘서트 〈느린 편지〉", en: "Seo Ian: A Slow Letter" },
    artist: { ko: "서이안", en: "Seo Ian" },
    description: {
      ko: "일 년에 한 통, 천천히 쓴 편지 같은 공연이에요. 피아노와 현악 사중주가 함께하고, 객석에서 미리 받은 사연에 노래로 답장해요. 공연이 끝나면 한 분 한 분께 엽서를 드려요.",
      en: "A concert like a letter that took a year to write. With a piano and a string quartet, she answers in song what the audience has written to her. Everyone takes a postcard home.",
    },
  },
  parcel: {
    title: { ko: "미드나잇택배 〈문 앞에 두고 갑니다〉", en: "Midnight Parcel: Left at Your Door" },
    artist: { ko: "미드나잇택배", en: "Midnight Parcel" },
    description: {
      ko: "밤 열두 시에 도착하는 노래를 싣고 전국을 돌아요. 부산에서는 스타디움 그라운드까지 문을 열어요. 비가 와도 공연하니 우비를 챙겨 주세요. 무대 옆 구역은 시야가 제한돼 값이 낮아요.",
      en: "Songs that arrive at midnight, on tour all over the country. In Busan the pitch is open too. The show goes on in the rain, so bring a coat. Seats beside the stage have a restricted view and cost less.",
    },
  },
  mountain: {
    title: {
      ko: "먼산합주단 〈먼 산, 가까운 소리〉",
      en: "Meonsan Ensemble: Far Mountain, Near Sound",
    },
    artist: { ko: "먼산합주단", en: "Meonsan Ensemble" },
    description: {
      ko: "가야금과 첼로, 해금과 비올라가 마주 앉는 정기연주회예요. 360석 소극장에서 마이크 없이 연주해요. 연주가 시작되면 첫 곡이 끝날 때까지 밖에서 기다려 주세요.",
      en: "Gayageum and cello, haegeum and viola face each other in the ensemble's annual concert, in a hall of 360 seats and without a microphone. Latecomers are let in after the first piece.",
    },
  },
  garden: {
    title: { ko: "유월정원 페스티벌", en: "June Garden Festival" },
    artist: { ko: "열두 팀과 함께", en: "Twelve acts" },
    description: {
      ko: "강가 잔디밭에서 낮 열두 시부터 밤 아홉 시까지 열두 팀이 연주해요. 피크닉존에서는 돗자리를 펴고, 잔디존에서는 서서 즐겨요. 다회용 컵을 가져오면 음료가 천 원 싸요.",
      en: "Twelve acts on a lawn by the river, from noon to nine. Spread a blanket in the picnic zone, or stand on the lawn. Bring a cup of your own and drinks cost 1,000 won less.",
    },
  },
  bicycle: {
    title: { ko: "뮤지컬 〈달과 자전거〉", en: "The Moon and the Bicycle" },
    artist: { ko: "극단 둥근", en: "Dunggeun Company" },
    description: {
      ko: "달까지 자전거로 가겠다는 아이와, 그 말을 믿어 준 할머니의 이야기예요. 무대를 둘러싼 둥근 극장에서 배우들이 객석 사이로 달려요. 쉬는 시간 15분을 포함해 150분이에요.",
      en: "A child means to cycle to the moon, and a grandmother believes it. In a theater around the stage the actors ride between the seats. 150 minutes with one break of 15.",
    },
  },
  fiftyNine: {
    title: { ko: "모래시계 단독 공연 〈59초〉", en: "Moraesigye: 59 Seconds" },
    artist: { ko: "모래시계", en: "Moraesigye" },
    description: {
      ko: "한 해의 마지막 59분을 42층에서 함께 보내요. 노래는 모두 59초이고, 마지막 곡이 끝나면 새해예요. 남은 시간은 우리가 써요.",
      en: "The last 59 minutes of the year, on the 42nd floor. Every song lasts 59 seconds, and after the last one it is the new year. The time that is left is ours.",
    },
  },
} satisfies Record<string, ConcertText>;
