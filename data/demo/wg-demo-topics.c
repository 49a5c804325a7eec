/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a queue of "case 17, class E0110" teaches nobody to dispatch. These are the sentences people at such a desk hear
 * and write every day, by class; a class we have no words for speaks through its own name.
 */

#include "wg-demo-topics.h"

#include <string.h>

#define DAY WG_DEMO_RHYTHM_DAY
#define MORNING WG_DEMO_RHYTHM_MORNING
#define EVENING WG_DEMO_RHYTHM_EVENING
#define NIGHT WG_DEMO_RHYTHM_NIGHT
#define OFFICE WG_DEMO_RHYTHM_OFFICE
#define HOUSE WG_DEMO_SPOT_HOUSE
#define STREET WG_DEMO_SPOT_STREET
#define KEEPER WG_DEMO_CREW_KEEPER
#define MUNICIPAL WG_DEMO_CREW_MUNICIPAL
#define CLEANING WG_DEMO_CREW_CLEANING
#define ORDER WG_DEMO_CREW_ORDER
#define BUILDING WG_DEMO_CREW_BUILDING
#define WATER WG_DEMO_CREW_WATER
#define GREEN WG_DEMO_CREW_GREEN
#define WELFARE WG_DEMO_CREW_WELFARE
#define POLICE WG_DEMO_CREW_POLICE
#define NONE WG_DEMO_HOT_NONE
#define MARKET WG_DEMO_HOT_MARKET
#define SITE WG_DEMO_HOT_SITE
#define HOSPITAL WG_DEMO_HOT_HOSPITAL
#define BARS WG_DEMO_HOT_NIGHT

#define COVER(code)                                                                                                    \
  {                                                                                                                    \
    code, 0.7, MUNICIPAL, NONE, DAY, STREET, { "井盖缺失，非机动车道", "井盖松动，车辆经过响声大", "井盖破损下沉" },   \
      "井盖有问题，行人和电动车绕行，夜间看不清", "已更换井盖，井圈加固，现场恢复通行"                                 \
  }

static const WgDemoTopic topics[] = {
  COVER ("P0101"),
  COVER ("P0102"),
  COVER ("P0103"),
  COVER ("P0107"),
  COVER ("P0110"),
  COVER ("P0123"),
  { "P0104", 1.2, MUNICIPAL, NONE, DAY, STREET, { "雨水箅子堵塞", "雨水箅子缺失", "雨水口被落叶封住" },
    "雨水箅子被杂物封住，下雨时路面积水", "已清掏雨水口并补齐箅子" },
  { "P01", 0.8, MUNICIPAL, NONE, DAY, STREET, { NULL }, "公用设施损坏，行人绕行", "已修复，设施恢复正常" },
  { "P02", 1.2, MUNICIPAL, NONE, NIGHT, STREET, { NULL }, "设施损坏，影响夜间通行", "已修复，设施恢复正常" },
  { "P03", 1.0, CLEANING, NONE, DAY, STREET, { NULL }, "环卫设施损坏，无法使用", "已维修更换" },
  { "P04", 0.9, GREEN, NONE, DAY, STREET, { NULL }, "树木或绿地设施受损", "已修剪清运，设施已复位" },
  { "P05", 0.6, MUNICIPAL, NONE, DAY, HOUSE, { NULL }, "公共设施损坏，老人孩子常在旁边活动",
    "已拆除损坏部件，更换新件" },
  { "E0101", 0.9, BUILDING, NONE, DAY, HOUSE, { "楼顶加建彩钢房", "一层破窗开门", "院内私搭棚屋" },
    "有人正在搭建，未见许可公示", "现场责令停工，已下达整改通知" },
  { "E0104", 0.7, CLEANING, NONE, DAY, STREET, { "外墙乱贴乱画", "沿街墙皮脱落" }, "沿街立面不整洁",
    "墙面已清洗粉刷" },
  { "E0107", 0.4, KEEPER, NONE, DAY, HOUSE, { "公共护栏上晾晒被褥", "树间拉绳晾衣" }, "公共设施上晾挂衣物",
    "已劝导居民收回" },
  { "E0108", 0.4, KEEPER, NONE, DAY, STREET, { "楼间私拉电线", "擅自架设网线" }, "线路横跨通道，高度不够",
    "已拆除私拉线路" },
  { "E0110", 4.2, CLEANING, MARKET, MORNING, STREET, { "暴露垃圾，垃圾桶满溢", "路边散落生活垃圾", "垃圾袋堆在绿化带旁" },
    "垃圾散落一片，有异味", "垃圾已清运，地面已冲洗" },
  { "E0111", 1.4, CLEANING, SITE, DAY, STREET, { "装修垃圾长期堆放", "渣土堆未清运" }, "渣土堆占了半边路，刮风扬尘",
    "渣土已清运，安排巡查" },
  { "E0112", 1.3, CLEANING, MARKET, MORNING, STREET, { "路面油污湿滑", "路面散落菜叶" }, "路面脏污，骑车容易打滑",
    "已洒水冲洗路面" },
  { "E0113", 1.2, MUNICIPAL, NONE, DAY, STREET, { "路面坑洼，雨后积水", "人行道砖破损", "路面破损约一平方米" },
    "路面破损，夜间有人绊倒", "已填补路面并碾平" },
  { "E0117", 0.8, GREEN, NONE, DAY, STREET, { "绿地内有杂物", "草坪被踩成小路" }, "绿地脏乱，杂物未清",
    "绿地已清理补植" },
  { "E0120", 0.3, KEEPER, NONE, EVENING, STREET, { "露天焚烧树叶" }, "有人烧树叶，烟很大", "火已熄灭，灰烬已清理" },
  { "E0125", 0.7, WATER, NONE, DAY, STREET, { "河道漂浮物", "湖面有漂浮垃圾" }, "水面有成片漂浮物", "已打捞清运" },
  { "E0126", 0.4, WATER, NONE, DAY, STREET, { "河水发黑有异味", "排口出水浑浊" }, "河水颜色不对，有异味",
    "排口已封堵，水质已取样" },
  { "E0128", 1.3, ORDER, BARS, EVENING, STREET, { "店铺高音喇叭揽客", "广场舞音响过大" }, "噪声很大，窗户关上也听得见",
    "已责令关闭外放音响" },
  { "E0129", 1.2, ORDER, BARS, NIGHT, STREET, { "露天烧烤油烟扰民", "占道烧烤" }, "烧烤摊占用人行道，油烟进了楼里",
    "摊点已撤离，现场已清洗" },
  { "E0130", 0.5, ORDER, MARKET, EVENING, STREET, { "商户向雨水口倒污水", "路边倾倒泔水" }, "污水顺着路边流，气味很重",
    "已批评教育并清洗路面" },
  { "E0135", 0.8, CLEANING, NONE, DAY, HOUSE, { "旧沙发堆在单元门口", "废弃家具占用楼道" }, "旧家具放了好几天没人清",
    "已联系业主清走" },
  { "E0136", 1.9, KEEPER, NONE, DAY, HOUSE, { "楼道堆放杂物", "乱堆物料占用通道", "门前堆放建材" },
    "杂物堵住通道，影响通行", "已督促清理，通道恢复" },
  { "E0137", 0.3, CLEANING, NONE, MORNING, STREET, { "路边有动物尸体" }, "路边有动物尸体，需要清理", "已清运并消毒" },
  { "E0138", 0.3, KEEPER, NONE, MORNING, HOUSE, { "院内饲养家禽" }, "清早鸡叫，有异味", "已劝离处理" },
  { "E0179", 0.4, GREEN, NONE, DAY, STREET, { "公园园路破损" }, "园路砖块翘起", "园路已修补" },
  { "E0180", 1.0, MUNICIPAL, NONE, DAY, STREET, { "线缆垂落，影响通行", "通信线垂到路面" }, "线缆垂下来，够得着",
    "线缆已收紧固定" },
  { "E0184", 0.9, KEEPER, NONE, EVENING, HOUSE, { "遛狗不拴绳", "楼道内犬只随地便溺" }, "多次劝说无效，孩子害怕",
    "已上门告知养犬规定" },
  { "E0192", 1.6, CLEANING, BARS, MORNING, STREET, { "垃圾箱满溢", "垃圾桶未及时清运" }, "垃圾箱满了，垃圾落在地上",
    "垃圾箱已清运，加密收运班次" },
  { "E0193", 0.7, KEEPER, NONE, MORNING, HOUSE, { "垃圾未分类投放", "分类桶混装混运" }, "分类桶里什么都有",
    "已入户宣传，桶站安排值守" },
  { "E0196", 0.9, ORDER, NONE, EVENING, HOUSE, { "私装地锁占车位", "私设地桩" }, "公共车位被装了地锁",
    "地锁已拆除" },
  { "E0201", 1.6, KEEPER, HOSPITAL, DAY, HOUSE, { "违规张贴小广告，楼道", "电线杆上小广告" }, "小广告贴满一面墙",
    "小广告已清除" },
  { "E0202", 0.4, ORDER, HOSPITAL, DAY, STREET, { "街头散发传单" }, "有人拦住行人发传单", "已劝离" },
  { "E020", 0.5, ORDER, NONE, DAY, STREET, { "灯箱未经批准设置", "条幅悬挂超期" }, "广告挡住路牌和窗户",
    "已拆除" },
  { "E0301", 2.6, BUILDING, SITE, NIGHT, STREET, { "施工噪声扰民，夜间", "工地凌晨浇筑噪声大", "装修超时施工" },
    "夜里还在施工，全楼睡不好", "已责令停止夜间作业，核验许可" },
  { "E0302", 0.9, BUILDING, SITE, DAY, STREET, { "施工占道未留通道", "围挡占用人行道" }, "行人只能走机动车道",
    "已让出通道并设置引导" },
  { "E0304", 1.2, BUILDING, SITE, DAY, STREET, { "工地扬尘未苫盖", "裸土未覆盖" }, "刮风时尘土满天",
    "裸土已苫盖，喷淋开启" },
  { "E030", 0.7, BUILDING, SITE, DAY, STREET, { "施工废弃料未运走", "工地物料占用绿地", "围挡倾斜" }, "工地周边管理不到位",
    "施工方已整改" },
  { "E031", 0.8, BUILDING, SITE, NIGHT, STREET, { "渣土车未密闭", "车轮带泥上路" }, "渣土洒了一路",
    "已清洗路面，车辆停运整改" },
  { "E0401", 0.5, MUNICIPAL, NONE, DAY, STREET, { "供水管破裂，路面溢水", "自来水管爆裂" }, "水涌出路面，附近住户停水",
    "已关阀抢修，供水恢复" },
  { "E0402", 0.25, MUNICIPAL, NONE, EVENING, HOUSE, { "燃气泄漏，居民楼二单元", "闻到燃气味，商铺后厨" },
    "楼道里燃气味很浓，已提醒住户开窗", "已关阀检修，检测合格后恢复供气" },
  { "E0403", 0.5, MUNICIPAL, NONE, DAY, HOUSE, { "下水道堵塞，污水外溢", "化粪池冒溢" }, "污水流到单元门口",
    "管道已疏通，地面已消毒" },
  { "E0404", 0.3, MUNICIPAL, NONE, MORNING, STREET, { "热力管道漏水冒汽" }, "井口冒白汽，地面烫脚", "已关阀抢修" },
  { "E0405", 0.3, MUNICIPAL, NONE, DAY, STREET, { "路面塌陷一处", "人行道下沉" }, "路面陷下去一块，已有人用树枝示警",
    "已围挡回填，待沉降观测" },
  { "E0406", 0.3, WATER, NONE, DAY, STREET, { "桥下积水，车辆绕行" }, "积水没过脚踝", "积水已抽排" },
  { "E0408", 0.4, MUNICIPAL, NONE, DAY, STREET, { "架空线断落" }, "断线拖在地上，不知是否带电", "已断电抢修" },
  { "E0407", 0.05, CLEANING, NONE, MORNING, STREET, { "路面结冰" }, "路面结冰，有人滑倒", "已撒盐除冰" },
  { "E0495", 0.1, POLICE, NONE, DAY, STREET, { NULL }, "现场情况紧急", "现场已处置，秩序恢复" },
  { "E04", 0.2, POLICE, NONE, DAY, HOUSE, { "外墙瓷砖脱落", "广告牌摇晃" }, "高处有东西要掉下来", "已拉警戒线并拆除隐患" },
  { "E0501", 2.2, ORDER, HOSPITAL, MORNING, STREET, { "流动摊贩占用人行道", "医院门口游商聚集" }, "摊贩把人行道占满了",
    "摊贩已劝离，安排定点值守" },
  { "E0502", 1.4, ORDER, MARKET, MORNING, STREET, { "早市超时经营", "夜市超出划定区域" }, "过了时间还没收摊，车辆过不去",
    "已清退超时摊位" },
  { "E0505", 1.6, ORDER, MARKET, DAY, STREET, { "店外经营，货品摆到路边", "饭店店外摆桌" }, "店铺把货摆到盲道上",
    "商户已收回店内" },
  { "E0506", 2.0, ORDER, MARKET, MORNING, STREET, { "占道经营，早市摊贩堵塞消防通道", "占道卖菜", "占道修车" },
    "摊位堵住通道，消防车进不来", "摊位已清理，通道已恢复" },
  { "E0509", 2.6, POLICE, HOSPITAL, DAY, STREET, { "机动车停在人行道", "禁停路段停满车辆", "医院门口违停" },
    "车辆乱停，行人和轮椅过不去", "已劝离，未驶离的已贴单" },
  { "E0510", 1.4, KEEPER, HOSPITAL, DAY, STREET, { "电动车堵住出入口", "非机动车乱停放" }, "车辆把路口堵了一半",
    "车辆已摆放整齐" },
  { "E0593", 1.5, ORDER, HOSPITAL, MORNING, STREET, { "共享单车乱停放", "共享单车倒伏一片" }, "单车堆在出口，通行困难",
    "企业已清运调度" },
  { "E0596", 1.1, POLICE, BARS, EVENING, HOUSE, { "消防通道被占用", "消防通道停车" }, "消防通道被堵死",
    "车辆已驶离，施划标线" },
  { "E05", 0.5, ORDER, NONE, DAY, STREET, { "占道洗车", "占道促销" }, "占用公共道路", "已劝离恢复" },
  { "E0651", 1.1, KEEPER, NONE, EVENING, HOUSE, { "楼上漏水引发邻里纠纷", "噪声引起邻里矛盾", "停车位归属纠纷" },
    "双方各执一词，希望社区出面", "已组织双方调解，达成书面协议" },
  { "E0652", 0.7, WELFARE, NONE, OFFICE, HOUSE, { "独居老人需要上门帮助", "困难家庭申请临时救助" }, "家中无人照料，需要上门看看",
    "已上门走访，落实帮扶" },
  { "E0653", 0.9, WELFARE, NONE, OFFICE, HOUSE, { "咨询居住证办理", "咨询医保报销" }, "想了解需要哪些材料",
    "已电话答复并发送办事指南" },
  { "E0654", 1.5, KEEPER, NONE, EVENING, HOUSE, { "电动车楼道充电", "楼道飞线充电", "灭火器过期" },
    "楼道里给电动车充电，担心起火", "已劝离并更换灭火器" },
  { "E0655", 0.6, KEEPER, NONE, OFFICE, HOUSE, { "出租房新来住户登记", "流动人口信息更新" }, "新来租户还没有登记",
    "已入户登记" },
  { "", 0.25, KEEPER, NONE, DAY, STREET, { NULL }, "现场情况需要处理", "已按要求处理完毕" },
};

static const double hours[WG_DEMO_N_RHYTHMS][24] = {
  [DAY] = { 1, 1, 0.6, 0.5, 0.6, 1.5, 4, 8, 12, 13, 12, 9, 6, 7, 10, 11, 10, 9, 7, 6, 5, 4, 3, 2 },
  [MORNING] = { 0.5, 0.4, 0.4, 0.5, 1.5, 6, 14, 18, 15, 11, 7, 5, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1.5, 1, 0.6 },
  [EVENING] = { 1.5, 0.6, 0.4, 0.3, 0.3, 1, 3, 4, 4, 4, 4, 4, 4, 3, 3, 4, 5, 8, 13, 16, 15, 11, 7, 4 },
  [NIGHT] = { 10, 8, 6, 4, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 3, 5, 8, 11, 15, 16, 14 },
  [OFFICE] = { 0, 0, 0, 0, 0, 0, 0.3, 1.5, 12, 15, 14, 9, 2, 3, 12, 13, 11, 7, 1, 0.5, 0.3, 0.2, 0, 0 },
};

const WgDemoTopic *
wg_demo_topic_for (const char *class_code)
{
  const WgDemoTopic *best = &topics[G_N_ELEMENTS (topics) - 1];

  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (g_str_has_prefix (class_code, topics[i].prefix) && strlen (topics[i].prefix) > strlen (best->prefix))
        best = &topics[i];
    }
  return best;
}

const double *
wg_demo_rhythm_hours (WgDemoRhythm rhythm)
{
  return hours[rhythm];
}
