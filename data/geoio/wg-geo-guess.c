/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: most files call their fields by one of a few dozen names, in English, in Chinese or in initials of pinyin.
 * Knowing them spares the officer the mapping; everything guessed here is reported and can be overridden.
 */

#include "wg-geo-guess.h"

#include <string.h>

/* Words are in lower case without signs, best first. A word that begins with * fits the end of a name, one that ends
 * with * its beginning. After ";" stand the names of last resort.
 */
typedef struct
{
  int kinds; /* bits of WgImportKind */
  const char *ours;
  const char *words;
} Guess;

#define GRIDS (1 << WG_IMPORT_GRIDS)
#define BUILDINGS (1 << WG_IMPORT_BUILDINGS)
#define CASES (1 << WG_IMPORT_CASES)
#define FACILITIES (1 << WG_IMPORT_FACILITIES)
#define ROADS (1 << WG_IMPORT_ROADS)
#define GROUNDS (1 << WG_IMPORT_WATER | 1 << WG_IMPORT_GREEN | 1 << WG_IMPORT_AREAS)
#define PERSONS (1 << WG_IMPORT_PERSONS)
#define PLACES (GRIDS | BUILDINGS | FACILITIES | ROADS | GROUNDS)

static const Guess guesses[] = {
  { GRIDS, "code",
    "code gridcode gridid wgbm wgdm sqbm sqdm 网格编码 网格编号 网格代码 编码 代码 编号 geoid adcode xzqdm 編碼 代碼 *編碼 *代碼 *编码 *代码 "
    "*编号 *code *bm *dm *id *key ; id objectid fid gid osmid ref" },
  { BUILDINGS, "code",
    "code buildingcode buildingid 楼栋编码 楼栋编号 建筑编码 编码 代码 编号 ldbm jzbm *编码 *编号 *code *bm ; "
    "osmid osmwayid *id id" },
  { FACILITIES, "code", "code 部件编码 部件编号 bjbm 标识码 编码 编号 objcode objid *编码 *编号 *code *id ; id objectid ref osmid" },
  { PLACES, "name",
    "name mc wgmc sqmc 网格名称 名称 楼栋名称 部件名称 ldmc bjmc xzqmc 名稱 *名称 *名稱 *name *mc name* *nam ; *名" },
  { ROADS, "kind", "kind highway fclass roadclass 道路等级 等级 类型 类别 class type" },
  { GROUNDS, "kind", "kind fclass 类型 类别 class type natural leisure landuse" },
  { GRIDS, "parent",
    "parent parentcode parentid pcode pid 上级 上级编码 上级代码 上级网格 上级网格编码 父级编码 父编码 sjbm sjdm 所属网格 "
    "所属社区编码 所属编码" },
  { GRIDS | BUILDINGS, "households", "households hh hhs 户数 总户数 住户数 hs zhs hushu buildingflats" },
  { GRIDS | BUILDINGS, "people", "people population pop totalpop totpop 人口 人口数 总人口 常住人口 rk rks zrk" },
  { BUILDINGS, "address", "address addr 地址 楼栋地址 门牌 门牌地址 详细地址 dz mp addrfull *地址 *address ; addrstreet" },
  { BUILDINGS, "floors", "floors floor storeys stories levels 层数 楼层 楼层数 cs lc buildinglevels numfloors" },
  { BUILDINGS, "mark", "mark buildingmark 标记 标注 楼栋标记 建筑标记 楼栋性质 biaoji" },
  { FACILITIES, "class_code",
    "classcode class 部件类别 小类代码 小类编码 类别编码 类别代码 类别 小类 类型 bjlb lbdm type kind category amenity" },
  { CASES, "number",
    "number caseno casenumber caseid servicerequestid 案件编号 案卷编号 工单编号 工单号 案件号 任务号 受理编号 编号 ajbh gdbh "
    "requestid ticketid uniquekey srnumber servicerequestnumber caseenquiryid incidentid incidentnumber 流水号 事件编号 "
    "诉求编号 *编号 *单号 *requestid *enquiryid ; case ticket id objectid" },
  { CASES, "channel", "channel 来源 问题来源 渠道 案件来源 来源渠道 ly wtly source" },
  { CASES, "class_code", "classcode servicecode 类别编码 小类代码 小类编码 类别代码 lbdm" },
  { CASES, "class_text",
    "classtext class servicecodedescription servicename 类别 小类名称 问题类型 案件类别 小类 大类 类型 事件类型 category type "
    "complainttype srtype requesttype servicetype issuetype 诉求类型 诉求类别 *类型 *类别" },
  { CASES, "title", "title 标题 案件标题 问题标题 subject summary bt" },
  { CASES, "body", "body 描述 问题描述 内容 诉求内容 案件描述 事件描述 wtms description details 备注 *描述 *内容" },
  { CASES, "address", "address streetaddress 地址 事发地址 位置 位置描述 案发地点 地点 发生地址 dz wzms *地址 *address *地点" },
  { CASES, "state", "state status 状态 案件状态 处理状态 办理状态 工单状态 zt ajzt serviceorderstatus *status *状态" },
  { CASES, "reported",
    "reported reportedms adddate createddate created createdat requestedtime requesteddatetime 上报时间 受理时间 来电时间 "
    "创建时间 登记时间 发生时间 诉求时间 反映时间 发现时间 来件时间 上报日期 受理日期 登记日期 sbsj slsj *上报时间 *受理时间 *创建时间 "
    "*登记时间 *受理日期 creationdate opendate opendt opened reporteddate datereported requestdate incidentdate "
    "*opentimestamp *createddate date 日期 时间" },
  { CASES, "filed", "filed filedms 立案时间 lasj" },
  { CASES, "due", "due duems duedate servicedue servicedate servicedatetime serviceduedate expecteddatetime 截止时间 "
                  "处置截止时间 办结期限 限办时间 办理期限 要求办结时间 jzsj targetdate targetdt slatargetdt *duedate *截止时间" },
  { CASES, "done", "done donems donedate 处置时间 处置完成时间 完成时间 wcsj" },
  { CASES, "closed", "closed closedms closeddate closedat closedate closeddt resolutiondate resolved completiondate 结案时间 办结时间 办结日期 "
                        "结案日期 jasj bjsj *closetimestamp *结案时间 *办结时间" },
  { CASES, "assignee", "assignee assignedto 处置人 承办人 负责人 处理人 网格员 处置部门 承办单位" },
  { CASES, "reporter_name", "reportername reporter caller 报案人 来电人 诉求人 反映人 市民姓名 联系人" },
  { CASES, "reporter_phone", "reporterphone phone 联系电话 来电号码 电话 手机 手机号 lxdh" },
  { CASES, "appointed", "appointed appointedms appointedat appointment appointmenttime appointmentdate visitat visittime 预约时间 预约上门时间 上门时间 "
                        "约定时间 预约日期 yysj smsj *预约时间 *上门时间" },
  { PERSONS, "code", "code personcode staffid staffno employeeid 工号 人员编号 人员编码 员工编号 编号 编码 警号 证件编号 rybh gh *工号 *编号 *编码 ; id 序号" },
  { PERSONS, "name", "name fullname personname 姓名 人员姓名 网格员姓名 网格员 负责人 xm 姓 *姓名 ; *name *员" },
  { PERSONS, "kind", "kind type role 人员类别 人员类型 人员性质 类别 类型 身份 职务 rylb *类别 *类型 *性质" },
  { PERSONS, "unit", "unit department organisation organization 单位 所属单位 工作单位 部门 所属部门 所属机构 机构 派出单位 dw ssdw *单位 *部门" },
  { PERSONS, "post", "post position 岗位 岗位类别 岗 岗位性质 ab岗 ab角 gw *岗位 *岗" },
  { PERSONS, "grids", "posts grids grid gridcode gridcodes 网格 网格编码 网格编号 网格代码 所属网格 负责网格 责任网格 管辖网格 包保网格 网格名称 wg wgbm ssmg *网格 "
                      "*网格编码 *网格编号" },
  { PERSONS, "from", "from begin start since startdate 开始日期 起始日期 上岗日期 上岗时间 任职时间 任职日期 到岗日期 开始时间 ksrq *上岗日期 *开始日期" },
  { PERSONS, "to", "to end until enddate 结束日期 终止日期 离岗日期 离岗时间 截止日期 结束时间 jsrq *离岗日期 *结束日期" },
  { PERSONS, "phone", "phone mobile telephone tel 联系电话 手机 手机号 手机号码 电话 联系方式 电话号码 lxdh sjh *电话 *手机号" },
  { PERSONS, "skills", "skills skill 技能 专长 特长 业务专长 擅长 *技能 *专长" },
  { PERSONS, "sections", "sections section chiefof 街巷 街段 河段 路段 街巷名称 河段名称 负责街巷 负责河段 负责路段 责任街巷 责任河段 责任路段 包干街巷 *街巷 "
                         "*河段 *路段" },
  { CASES | FACILITIES, "lon", "lon lng long longitude 经度 jd pointx lonwgs84 x 坐标x x坐标 xcoord coordx" },
  { CASES | FACILITIES, "lat", "lat latitude 纬度 wd pointy latwgs84 y 坐标y y坐标 ycoord coordy" },
};

typedef struct
{
  const char *state;
  const char *words;
} StateWords;

/* Folded words, with | between; one that ends with * fits the beginning of a state. The first that fits counts. */
static const StateWords states[] = {
  { "merged", "duplicate*|merged|并案|重复*|已并案" },
  { "rejected", "voided|void|rejected|invalid|canceled|cancelled|withdrawn|不予立案|不予受理|作废|已作废|退回不受理|无效|撤销|已撤销|"
              "不属实" },
  { "closed", "closed*|resolved|complete|completed|finished|已结案|结案|已办结|办结|已完成|已关闭|已归档|归档|已解决|已销号|销号|"
            "办理完毕|处理完毕|处置完毕|完结|已完结|已闭环" },
  { "handled", "handled|done|to check|待核查|已处置|处置完成|待结案|待验收|已反馈" },
  { "handling", "in progress|in process|handling|working|pending|处置中|处理中|办理中|已接单|待处置|在办|未办结|进行中|整改中|"
              "已签收" },
  { "assigned", "assigned|dispatched|referred|待接单|已派遣|已派单|已派发|待签收" },
  { "filed", "filed|open|opened|new|accepted|acknowledged|待派遣|已立案|已受理|待派单|立案|待处理|未处理|待分派|未派单|"
           "待办" },
  { "reported", "reported|received|submitted|待受理|待立案|已上报|上报|待审核" },
};

static char *
fold_name (const char *name)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, c);
    }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gboolean
word_fits (const char *word, const char *name)
{
  gsize length = strlen (word);

  if (*word == '*')
    return g_str_has_suffix (name, word + 1) && strlen (name) >= length;
  if (length > 1 && word[length - 1] == '*')
    return strncmp (name, word, length - 1) == 0;
  return g_str_equal (word, name);
}

/* What is left of a long name: the beginning of a word, or for a part the beginning of its Chinese end. */
static gboolean
beginning_fits (const char *word, const char *name)
{
  const char *end = name + strlen (name);

  if (*word != '*')
    return g_utf8_strlen (name, -1) >= 3 && g_str_has_prefix (word, name) && strchr (word, '*') == NULL;
  if ((guint8) word[1] < 0x80)
    return FALSE;
  for (const char *from = g_utf8_find_prev_char (name, end); from != NULL; from = g_utf8_find_prev_char (name, from))
    {
      if (g_str_has_prefix (word + 1, from))
        return TRUE;
    }
  return FALSE;
}

static int
rank_beginning (char **words, const char *name)
{
  int best = 0;

  for (guint i = 0; words[i] != NULL && best < 200; i++)
    {
      if (*words[i] != '\0' && beginning_fits (words[i], name))
        best = *words[i] == '*' ? MAX (best, 190) : 800 - (int) i;
    }
  return best;
}

/* Names of last resort rank below every other, also below the others' parts that they happen to fit. */
static int
rank_in (const char *words, const char *name, gboolean may_be_cut)
{
  g_auto (GStrv) halves = g_strsplit (words, ";", 2);
  g_auto (GStrv) first = g_strsplit (halves[0], " ", -1);
  g_auto (GStrv) last = g_strsplit (halves[1] != NULL ? halves[1] : "", " ", -1);
  int part = 0;

  for (guint i = 0; first[i] != NULL; i++)
    {
      if (*first[i] == '\0' || !word_fits (first[i], name))
        continue;
      if (strchr (first[i], '*') == NULL)
        return 1000 - (int) i;
      part = 200;
    }
  if (may_be_cut)
    part = MAX (part, rank_beginning (first, name));
  for (guint i = 0; last[i] != NULL; i++)
    {
      gboolean whole = strchr (last[i], '*') == NULL;

      if (*last[i] != '\0' && word_fits (last[i], name) && (whole || part == 0))
        return 100 - (int) i;
    }
  /* All names that fit by a part rank alike: their values decide. */
  return part;
}

int
wg_geo_guess_rank (WgImportKind kind, const char *ours, const char *field, gboolean may_be_cut)
{
  g_autofree char *name = fold_name (field);

  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      if ((guesses[i].kinds & (1 << kind)) != 0 && g_str_equal (guesses[i].ours, ours))
        return rank_in (guesses[i].words, name, may_be_cut);
    }
  return 0;
}

char *
wg_geo_guess_fold_state (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean blank = g_unichar_isspace (c) || c == '-' || c == '_';

      if (!blank)
        g_string_append_unichar (folded, c);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  return g_strchomp (g_string_free (g_steal_pointer (&folded), FALSE));
}

const char *
wg_geo_guess_state (const char *foreign)
{
  g_autofree char *folded = wg_geo_guess_fold_state (foreign);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_auto (GStrv) words = g_strsplit (states[i].words, "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        {
          if (word_fits (words[k], folded))
            return states[i].state;
        }
    }
  return NULL;
}
