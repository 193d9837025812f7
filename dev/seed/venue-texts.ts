import type { NewVenue } from "../../src/contract/admin/venues.ts";

type Text = { ko: string; en: string };

/** How to get to a hall, and its accessibility. */
export const venueTexts = {
  arena: {
    capacity: 12_500,
    contact: "02-000-1601",
    position: { lat: 37.5153, lng: 127.0731 },
    gates: [
      {
        id: "1",
        name: { ko: "1번 출입구", en: "Gate 1" },
        note: { ko: "물결역 쪽이에요", en: "On the side of Mulgyeol station" },
      },
      {
        id: "3",
        name: { ko: "3번 출입구", en: "Gate 3" },
        note: { ko: "경사로와 엘리베이터가 있어요", en: "With the ramp and the lift" },
      },
    ],
    transit: {
      ko: "2호선 물결역 3번 출구에서 걸어서 6분이에요. 공연이 끝나면 30분 동안 물결역까지 무료 셔틀이 다녀요. 주차는 미리 예약한 차만 돼요.",
      en: "Six minutes on foot from Mulgyeol station (line 2), exit 3. A free shuttle runs back to the station for 30 minutes after the show. Parking by reservation only.",
    },
    access: {
      ko: "휠체어석은 1층 B1·B4구역이고 동반 한 분이 옆에 앉아요. 3번 출입구에 경사로와 엘리베이터가 있고, 장애인 화장실은 각 층에 있어요. 청각 보조 기기는 안내 데스크에서 빌려드려요.",
      en: "Wheelchair places are in B1 and B4 on level 1, each with a companion seat. Gate 3 has a ramp and a lift; there is an accessible toilet on every level. Hearing devices can be borrowed at the desk.",
    },
  },
  theatre: {
    transit: {
      ko: "4호선 온빛역 1번 출구에서 걸어서 4분이에요. 버스 140, 273번이 바로 앞에 서요.",
      en: "Four minutes on foot from Onbit station (line 4), exit 1. Buses 140 and 273 stop in front.",
    },
    access: {
      ko: "1층 뒤쪽에 휠체어석이 있고, 로비에서 턱 없이 갈 수 있어요. 엘리베이터는 매표소 옆이에요. 안내견과 함께 들어올 수 있어요.",
      en: "Wheelchair places are at the back of level 1, without a step from the lobby. The lift is beside the box office. Guide dogs are welcome.",
    },
  },
  chamber: {
    transit: {
      ko: "4호선 온빛역 1번 출구에서 걸어서 4분이에요. 온빛아트센터 건물의 지하 1층이고, 입구는 대극장 매표소 왼쪽이에요.",
      en: "Four minutes on foot from Onbit station (line 4), exit 1. The hall is on B1 of Onbit Arts Center; its entrance is to the left of the main hall's box office.",
    },
    access: {
      ko: "B구역 맨 뒷줄에 휠체어석과 동반석이 있어요. 매표소 옆 엘리베이터로 지하 1층까지 턱 없이 올 수 있고, 장애인 화장실도 같은 층에 있어요.",
      en: "Wheelchair spaces and companion seats are in the last row of section B. The elevator beside the box office goes down to B1 without a step, and an accessible restroom is on the same floor.",
    },
  },
  round: {
    transit: {
      ko: "4호선 마로역 2번 출구에서 걸어서 7분이에요. 마을버스 11번이 극장 앞에 서요. 극장에는 주차할 곳이 없어요.",
      en: "Seven minutes on foot from Maro station (line 4), exit 2. Bus 11 stops in front of the theater. There is no parking at the theater.",
    },
    access: {
      ko: "휠체어석은 1층에 있고, 정문 오른쪽 경사로로 들어와요. 안내견과 함께 들어올 수 있어요.",
      en: "Wheelchair spaces are on level 1. The ramp is to the right of the main entrance. Guide dogs are welcome.",
    },
  },
  sky: {
    transit: {
      ko: "인천 1호선 하늘공원역 4번 출구와 이어진 건물의 42층이에요. 공연장 전용 엘리베이터는 로비 안쪽에 있고, 올라가는 데 10분쯤 걸릴 수 있어요.",
      en: "On the 42nd floor of the building that is connected to Sky Park station (Incheon line 1), exit 4. The hall's own elevators are at the back of the lobby. Allow ten minutes to get up.",
    },
    access: {
      ko: "모든 길에 턱이 없고, 장애인 화장실은 42층에 있어요. 휠체어석이 필요하면 오기 전에 주최 측에 알려 주세요.",
      en: "There are no steps on the way, and an accessible restroom is on the 42nd floor. If you need a wheelchair space, please tell the organizer before you come.",
    },
  },
  lawn: {
    transit: {
      ko: "7호선 북강변역 3번 출구에서 강변을 따라 걸어서 9분이에요. 공연 날에는 주차장을 열지 않아요. 비가 와도 공연해요.",
      en: "Nine minutes on foot along the river from Bukgangbyeon station (line 7), exit 3. The car park is closed on show days. The show goes on in the rain.",
    },
    access: {
      ko: "강변길에서 무대 오른쪽까지 포장된 길이 있고, 그 끝에 휠체어로 볼 수 있는 평평한 자리가 있어요. 장애인 화장실은 입구 옆에 있어요.",
      en: "A paved path leads from the river road to the right of the stage, to a level place for wheelchairs. An accessible restroom is beside the entrance.",
    },
  },
  club: {
    transit: {
      ko: "경의선숲길역 2번 출구에서 걸어서 5분이에요. 주차할 곳은 없어요.",
      en: "Five minutes on foot from Forest Trail station, exit 2. There is no parking.",
    },
    access: {
      ko: "지하 2층까지 화물 엘리베이터로 내려올 수 있어요. 오기 전에 주최 측에 알려 주시면 입구에서 기다릴게요. 스탠딩 뒤쪽에 앉아서 볼 자리를 마련해 둬요.",
      en: "The goods lift goes down to B2: tell the organizer before you come and we wait for you at the door. There are places to sit behind the standing area.",
    },
  },
  stadium: {
    transit: {
      ko: "해운역에서 걸어서 12분이고, 공연 날에는 5분마다 셔틀이 다녀요. 경기장 주차장은 두 시간 전에 가득 차요.",
      en: "Twelve minutes on foot from Haeun station, with a shuttle every five minutes on show days. The car park is full two hours before.",
    },
    access: {
      ko: "1층 모든 면에 휠체어석과 동반석이 있고 2·5·8번 문으로 들어와요. 조용히 쉴 방과 장애인 화장실은 1층에 있어요.",
      en: "Wheelchair and companion places are on every side of level 1, through gates 2, 5 and 8. A quiet room and accessible toilets are on the same level.",
    },
  },
} satisfies Record<string, Partial<NewVenue> & { transit: Text; access: Text }>;

/** The notice for all visitors, and the organizer. */
export const organized = {
  notice: {
    ko: "본인 확인을 하니 예매한 이름의 신분증을 가져오세요. 공연이 시작되면 곡 사이에 안내에 따라 들어올 수 있어요. 전문 촬영 장비와 음식물은 가지고 들어올 수 없고, 물은 괜찮아요. 티켓을 산 값보다 비싸게 팔 수 없어요.",
    en: "Bring an ID in the name of the booking. Once the show has begun you are let in between songs. Professional cameras and food stay outside; water is fine. Tickets may not be resold above what was paid.",
  },
  organizer: {
    name: { ko: "앞줄공연", en: "Frontrow Presents" },
    contact: "hello@frontrow.test · 02-000-1600",
  },
};
