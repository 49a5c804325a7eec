# SPDX-License-Identifier: GPL-3.0-or-later
"""The house of the centre by command: people, units, shifts, accounts and rights."""
import datetime
import json

from desk import day_of


def leaving(desk):
    """who leaves keeps the open cases, which are told; nobody is replaced in silence"""
    added = desk.ask('person', 'add', '周建国', '--code', 'W7', '--unit', '市政维护班', '--grid', 'A,B', '--post', 'B', '--skill', '市政',
                     '--phone', '13900001234')
    assert (added['code'], added['unit'], added['grids'], added['phone']) == ('W7', '市政维护班', ['A', 'B'], '139****1234'), added
    desk.refuse('exists', 'person', 'add', '另一人', '--code', 'W7')
    number = desk.new_case()
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', 'W7')
    desk.refuse('forbidden', 'person', 'deactivate', 'W7', '--as', 'leader')
    told = desk.ask('person', 'deactivate', 'W7', '--key', 'bye')
    assert told['state'] == 'inactive' and told['fields']['cases'] == [number] and len(told['warnings']) == 1, told
    assert desk.ask('person', 'deactivate', 'W7', '--key', 'bye') == told
    desk.refuse('refused', 'person', 'deactivate', 'W7')
    shown = desk.ask('case', 'show', number)
    assert (shown['state'], shown['assignee']) == ('assigned', '周建国'), shown
    desk.ask('case', 'note', number, '--note', '待改派')
    before, after = (event['at'] for event in desk.ask('case', 'show', number)['events'][-2:])

    def waiting(*more):
        return [case['number'] for case in desk.run('cases', '--queue', 'holder-left', '--json', *more).lines]
    assert waiting() == waiting('--at', after) == [number] and waiting('--at', before) == []
    desk.refuse('refused', 'case', 'reassign', number, '--to', 'W7', '--note', 'x')
    assert desk.ask('case', 'reassign', number, '--to', '李秀英', '--note', '离岗')['state'] == 'assigned'
    assert desk.ask('person', 'show', 'W7')['posts'] == []
    assert '13900001234' not in str(desk.run('events', '--json').lines)
    assert desk.ask('verify')['ok'] is True


def posts(desk):
    """a grid is taken over and given back, with dates"""
    desk.ask('person', 'keep', '李秀英', '--grid', 'A,C', '--post', 'B')
    assert [row['name'] for row in desk.run('persons', '--grid', 'A', '--json').lines] == ['王建国', '李秀英']
    desk.refuse('exists', 'person', 'keep', '李秀英', '--grid', 'A', '--post', 'B')
    desk.refuse('not_found', 'person', 'keep', '李秀英', '--grid', 'Z')
    desk.refuse('refused', 'person', 'keep', '李秀英')
    desk.ask('person', 'release', '李秀英', '--grid', 'A')
    assert desk.ask('person', 'show', '李秀英')['posts'] == [{'grid': 'C', 'post': 'B'}]
    desk.refuse('not_found', 'person', 'release', '李秀英', '--grid', 'A')


ROSTER = """工号,姓名,人员类别,所属单位,岗位,负责网格,上岗日期,离岗日期,联系电话,专长
Y1,欧阳锦绣,网格员,市政维护班,A岗,"A,B",2026-01-01,,(139) 0000-1234,井盖、路灯
Y1,欧阳锦绣,,,B岗,C,2026-03-01,2026-06-01,,
,钱小八,督导员,没有的单位,瞎写,Z,,,转8,
,,网格员,,,,,,,
Y3,吴用,督导员,,,,2026-05-01,2026-01-01,,
,王建国,网格员,,,,,,,
"""


def roster(desk):
    """a roster comes in whole, each row that does not is told why, is found by pinyin, changes, and goes away again"""
    file = desk.folder / 'roster.csv'
    file.write_text(ROSTER)
    rows = ['import', 'persons', file, '--tz', 'Asia/Shanghai']
    nobody = desk.ask('database', 'info')
    assert 'unit_unknown' in desk.refuse('refused', *rows, '--keep-out', 'unit_unknown')['text']
    assert desk.ask('database', 'info')['events'] == nobody['events']
    before = [row['id'] for row in desk.run('persons', '--json').lines]
    desk.refuse('forbidden', *rows, '--as', 'dispatcher')
    tried = desk.ask(*rows, '--dry-run')
    assert tried['batch'] is None and [row['id'] for row in desk.run('persons', '--json').lines] == before
    told = desk.ask(*rows, '--key', 'roster')
    assert [told[key] for key in ('read', 'stored', 'refused', 'merged', 'updated')] == [6, 3, 3, 1, 0] and tried['findings'] == told['findings'], told
    assert sorted((f['feature'], f['rule'], f['outcome']) for f in told['findings']) == [
        (3, 'grid_unknown', 'kept'), (3, 'phone_unreadable', 'kept'), (3, 'post_unknown', 'kept'), (3, 'unit_unknown', 'kept'),
        (4, 'name_missing', 'refused'), (5, 'dates_reversed', 'refused'), (6, 'person_unclear', 'refused')], told['findings']
    assert all(f['text'].endswith('.') for f in told['findings']) and desk.ask(*rows, '--key', 'roster') == told
    found = desk.run('persons', '--text', 'oyjx', '--json').lines
    assert [(p['code'], p['kind'], p['unit'], p['grids'], p['phone']) for p in found] == [
        ('Y1', 'keeper', '市政维护班', ['A', 'B'], '139****1234')], found
    assert [p['name'] for p in desk.run('persons', '--text', 'ouyangjinxiu', '--json').lines] == ['欧阳锦绣']
    past = desk.run('persons', '--text', 'oyjx', '--at', '2026-04-01', '--json').lines
    assert past == [], past
    assert '13900001234' not in desk.run('events', '--json').out and desk.ask('verify')['ok'] is True
    suggested = desk.new_case()
    assert '欧阳锦绣' in [row['person'] for row in desk.run('suggest', suggested, '--json').lines]
    assert desk.ask(*rows)['refused'] == 6, 'the same again is refused'
    again = desk.ask(*rows, '--on-duplicate', 'update')
    assert (again['unchanged'], again['updated']) == (2, 0), again
    desk.ask('batch', 'undo', told['batch'])
    assert [row['id'] for row in desk.run('persons', '--json').lines] == before and desk.ask('verify')['ok'] is True


def roster_again(desk):
    """what a later roster says differently is changed and can be seen; what was used since does not go away under it"""
    file = desk.folder / 'roster.csv'
    file.write_text('工号,姓名,岗位,网格,电话\nY1,欧阳锦绣,网格员,A,13900001234\n')
    first = desk.ask('import', 'persons', file)
    file.write_text('工号,姓名,岗位,网格,电话\nY1,欧阳锦秀,网格长,B,13900009876\nY2,新来的,网格员,A,\n')
    assert 'Y1' in desk.ask('import', 'persons', file, '--dry-run')['findings'][0]['text']
    second = desk.ask('import', 'persons', file, '--on-duplicate', 'update')
    assert (second['stored'], second['updated']) == (2, 1), second
    shown = desk.ask('person', 'show', 'Y1')
    assert (shown['name'], shown['posts'], shown['phone']) == (
        '欧阳锦秀', [{'grid': 'A', 'post': 'A'}, {'grid': 'B', 'post': 'B'}], '139****9876'), shown
    event = [row for row in desk.run('events', '--json').lines if row['subject'] == 'person'][-1]
    assert (event['verb'], event['batch'], event['fields']['changed']) == ('import', second['batch'], 'phone'), event
    assert '欧阳锦秀' in desk.refuse('refused', 'batch', 'undo', first['batch'])['text']
    desk.refuse('refused', 'batch', 'undo', second['batch'])
    out = desk.folder / 'out.xlsx'
    desk.ask('export', 'persons', out)
    back = desk.ask('import', 'persons', out, '--on-duplicate', 'update')
    assert (back['updated'], back['unchanged'], {f['rule'] for f in back['findings']}) == (0, 2, {'phone_unreadable', 'person_unclear'}), back
    file.write_text('one,two\n1,2\n')
    assert '--name' in desk.refuse('ambiguous', 'import', 'persons', file)['text']
    assert desk.ask('verify')['ok'] is True


def lay_streets(desk, names):
    """streets north of the cases of a desk, each a little further"""
    streets = desk.folder / 'streets.geojson'
    streets.write_text(json.dumps({'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'name': name}, 'geometry': {'type': 'LineString', 'coordinates': [[116.6, lat], [116.62, lat]]}}
        for lat, name in names]}))
    desk.ask('import', 'layer', streets, '--kind', 'roads', '--crs', 'EPSG:4490')


def roster_of_chiefs(desk):
    """a roster says who is chief of a street or a stretch of a river; the suggestion knows it, a file given out says it, undo gives it back"""
    def chiefs():
        return {row['section']: row['chief'] for row in desk.run('sections', '--json').lines}
    lay_streets(desk, [(40.3052, '柳荫路'), (40.3057, 'Old Mill Lane'), (40.3059, '南河上段'), (40.3060, '南河下段')])
    desk.ask('person', 'add', '旧街长', '--kind', 'chief')
    desk.ask('sections', 'set', '柳荫路', '旧街长')
    file = desk.folder / 'chiefs.csv'
    file.write_text('工号,姓名,人员类别,负责街巷,离岗日期,上岗日期\nC1,街长甲,街巷长,柳荫路、Old Mill Lane,,\nC2,河长乙,河段长,南河上段 南河下段,,\n'
                    'C3,街长丙,街巷长,柳荫路;没有路,,\nC4,街长丁,街巷长,南河上段,,2099-01-01\n')
    tried = desk.ask('import', 'persons', file, '--dry-run')
    assert chiefs()['柳荫路'] == '旧街长'
    told = desk.ask('import', 'persons', file)
    assert told['findings'] == tried['findings'] and told['stored'] == 4, told
    assert sorted((f['feature'], f['rule'], f['outcome']) for f in told['findings']) == [
        (1, 'section_taken', 'kept'), (3, 'section_twice', 'kept'), (3, 'section_unknown', 'kept'), (4, 'section_later', 'kept')], told['findings']
    assert '旧街长' in next(f['text'] for f in told['findings'] if f['rule'] == 'section_taken')
    assert chiefs() == {'柳荫路': '街长甲', 'Old Mill Lane': '街长甲', '南河上段': '河长乙', '南河下段': '河长乙'}, chiefs()
    event = next(row for row in desk.run('events', '--json').lines if row['subject'] == 'setting' and row['batch'] == told['batch'])
    assert event['fields']['about'] == '柳荫路, Old Mill Lane, 南河上段, 南河下段', event
    number = desk.new_case()
    assert next(row['section'] for row in desk.run('suggest', number, '--json').lines if row['person'] == '街长甲') == '柳荫路'
    out = desk.folder / 'chiefs.xlsx'
    desk.ask('export', 'persons', out)
    back = desk.ask('import', 'persons', out, '--on-duplicate', 'update')
    assert back['updated'] == 0 and not [f for f in back['findings'] if f['rule'].startswith('section')], back
    desk.ask('batch', 'undo', told['batch'])
    assert chiefs() == {'柳荫路': '旧街长', 'Old Mill Lane': None, '南河上段': None, '南河下段': None}, chiefs()
    file.write_text('code,name,kind,sections,to\nC9,街长戊,街长,柳荫路,\n')
    desk.ask('import', 'persons', file)
    file.write_text('code,name,kind,sections,to\nC9,街长戊,街长,柳荫路,2026-01-01\n')
    assert desk.ask('import', 'persons', file, '--on-duplicate', 'update')['updated'] == 1 and chiefs()['柳荫路'] is None
    assert desk.ask('verify')['ok'] is True


def broken_text(desk):
    """bytes that are no text cost their row and no other, for people as for cases"""
    file = desk.folder / 'broken.csv'
    file.write_bytes('姓名,岗位,网格\n'.encode() + b'\xe7\x8e\xff\xfe,A,A\n' + '陈好,A,A\n'.encode())
    told = desk.ask('import', 'persons', file, '--encoding', 'UTF-8')
    assert (told['read'], told['stored'], told['refused']) == (2, 1, 1), told
    assert [(f['feature'], f['rule']) for f in told['findings']] == [(1, 'text_unreadable')] and 'UTF-8' in told['findings'][0]['text'], told
    assert [p['name'] for p in desk.run('persons', '--text', 'ch', '--json').lines if p['name'] == '陈好'] == ['陈好']
    file.write_bytes('编号,标题,上报时间\n'.encode() + b'K1,\xe4\xba\xff,2026-11-01 08:00\n' + '路灯,K2,2026-11-01 08:00\n'.encode())
    told = desk.ask('import', 'cases', file, '--encoding', 'UTF-8')
    assert (told['stored'], told['refused'], told['findings'][0]['rule']) == (1, 1, 'text_unreadable'), told
    assert desk.ask('verify')['ok'] is True


def positions(desk):
    """only the last place of somebody is kept, only while on duty, and not in the log"""
    before = len(desk.run('events', '--json').lines)
    assert desk.run('positions', '--json').lines == []
    told = desk.ask('person', 'position', '王建国', '--lon', 116.605, '--lat', 40.305)
    listed = desk.run('positions', '--json').lines
    assert [(row['id'], row['name'], row['lon'], row['lat']) for row in listed] == [(told['id'], '王建国', 116.605, 40.305)], listed
    assert 0 <= listed[0]['age_s'] < 100 and '王建国' in desk.run('positions').out
    assert desk.refuse('conflict', 'person', 'position', '王建国', '--lon', 116, '--lat', 40, '--seen', '2026-01-01 08:00')
    desk.ask('person', 'position', '王建国', '--lon', 116.61, '--lat', 40.31)
    assert [row['lon'] for row in desk.run('positions', '--json').lines] == [116.61]
    desk.refuse('ambiguous', 'person', 'position', '王建国', '--lon', 116.61)
    desk.refuse('refused', 'person', 'position', '王建国', '--lon', 200, '--lat', 40)
    desk.refuse('refused', 'person', 'position', '王建国', '--lon', 116, '--lat', 40, '--seen', '2999-01-01 08:00')
    desk.refuse('not_found', 'person', 'position', '谁也不是', '--lon', 116, '--lat', 40)
    desk.refuse('forbidden', 'person', 'position', '王建国', '--lon', 116, '--lat', 40, '--as', 'leader')
    today = day_of()
    desk.ask('duty', 'add', '王建国', '--kind', 'leave', '--from', today - datetime.timedelta(2), '--to', today + datetime.timedelta(2))
    assert desk.run('positions', '--json').lines == []
    assert len(desk.run('events', '--json').lines) == before + 1 and desk.ask('verify')['ok'] is True


def units(desk):
    """units are a tree, and a name is used once"""
    made = desk.ask('unit', 'add', '指挥中心', '--kind', 'centre', '--grid', 'T', '--phone', '69600000')
    desk.ask('unit', 'add', '--name', '第一分中心', '--kind', 'subcentre', '--parent', '指挥中心')
    desk.ask('unit', 'add', '迎宾平台', '--kind', 'platform', '--parent', '第一分中心', '--grid', 'B')
    listed = desk.run('units', '--json').lines
    assert [(row['name'], row['parent'], row['depth'], row['persons']) for row in listed] == [
        ('市政维护班', None, 0, 1), ('指挥中心', None, 0, 0), ('第一分中心', '指挥中心', 1, 0), ('迎宾平台', '第一分中心', 2, 0)], listed
    assert listed[1]['id'] == made['id'] and listed[3]['grid'] == 'B'
    assert '    迎宾平台' in desk.run('units').out
    desk.refuse('exists', 'unit', 'add', '迎宾平台')
    desk.refuse('not_found', 'unit', 'add', '某班', '--parent', '谁也不是')
    desk.refuse('refused', 'unit', 'add', ' ')
    desk.run('unit', 'add', '某班', '--kind', 'circus', code=2)


def shifts(desk):
    """a shift makes everybody else off duty, a leave takes one away from a shift, also from its first moment on"""
    begin, end = day_of() - datetime.timedelta(days=90), day_of() + datetime.timedelta(days=90)
    span = ('--from', begin, '--to', end)
    assert desk.ask('person', 'show', '王建国')['on_duty'] is True
    desk.ask('duty', 'add', '李秀英', *span)
    assert [desk.ask('person', 'show', name)['on_duty'] for name in ('王建国', '李秀英')] == [False, True]
    desk.ask('duty', 'add', '李秀英', '--kind', 'leave', *span)
    assert desk.ask('person', 'show', '李秀英')['on_duty'] is False
    listed = desk.run('duties', '--json').lines
    assert [(row['person'], row['kind']) for row in listed] == [('李秀英', 'leave'), ('李秀英', 'shift')], listed
    assert day_of(listed[0]['from']) == begin and listed[0]['from'].endswith('T16:00:00Z') and desk.run('duties').out
    assert desk.run('duties', '--json', '--person', '王建国').lines == [] and desk.run('duties', '--json', '--from', end + datetime.timedelta(days=1)).lines == []
    desk.refuse('exists', 'duty', 'add', '李秀英', *span)
    desk.refuse('refused', 'duty', 'add', '王建国', '--from', end, '--to', begin)
    desk.refuse('refused', 'duty', 'add', '王建国')
    desk.refuse('forbidden', 'duty', 'add', '王建国', *span, '--as', 'intake')


def accounts(desk):
    """an account may nothing until a role is granted, and then only in its subtree and its time"""
    inside = desk.new_case()
    outside = desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', '井盖', '--anonymous', '--lon', 116.615, '--lat',
                       40.305)['number']
    desk.ask('operator', 'add', 'sub', '--name', '分中心', '--person', '李秀英')
    desk.refuse('exists', 'operator', 'add', 'sub')
    for verb in (('case', 'file', inside), ('person', 'add', '某'), ('unit', 'add', '某'), ('operator', 'add', 'x'), ('case', 'note', inside, '--note', 'x')):
        desk.refuse('forbidden', *verb, '--as', 'sub')
    granted = desk.ask('operator', 'grant', 'sub', '--role', 'intake', '--grid', 'A', '--key', 'g')
    assert desk.ask('operator', 'grant', 'sub', '--role', 'intake', '--grid', 'A', '--key', 'g') == granted
    desk.refuse('exists', 'operator', 'grant', 'sub', '--role', 'intake', '--grid', 'A')
    desk.refuse('forbidden', 'case', 'file', outside, '--as', 'sub')
    assert desk.ask('case', 'file', inside, '--as', 'sub')['state'] == 'filed'
    desk.ask('operator', 'grant', 'sub', '--role', 'duty', '--grid', 'A')
    desk.refuse('forbidden', 'person', 'keep', '张伟', '--grid', 'B', '--as', 'sub')
    desk.ask('person', 'keep', '张伟', '--grid', 'A', '--post', 'B', '--as', 'sub')
    desk.refuse('forbidden', 'operator', 'grant', 'sub', '--role', 'admin', '--as', 'sub')
    mine = next(row for row in desk.run('operators', '--json').lines if row['login'] == 'sub')
    assert [(grant['role'], grant['grid'], grant['to']) for grant in mine['roles']] == [('intake', 'A', None), ('duty', 'A', None)], mine
    assert mine['person_id'] == 2 and '@A' in desk.run('operators').out
    desk.refuse('not_found', 'operator', 'revoke', 'sub', '--role', 'intake')
    desk.ask('operator', 'revoke', 'sub', '--role', 'intake', '--grid', 'A')
    desk.refuse('forbidden', 'case', 'reject', outside, '--reason', 'other', '--note', 'x', '--as', 'sub')
    desk.ask('operator', 'grant', 'sub', '--role', 'checker', '--from', '2020-01-01', '--to', '2021-01-01')
    assert desk.ask('verify')['ok'] is True


def the_last_administrator(desk):
    """the role of the last administrator cannot be taken away"""
    desk.ask('operator', 'revoke', 'desk', '--role', 'admin')
    desk.refuse('forbidden', 'operator', 'add', 'x')
    desk.refuse('refused', 'operator', 'revoke', 'admin', '--role', 'admin', '--as', 'admin')
    desk.ask('operator', 'grant', 'desk', '--role', 'admin', '--as', 'admin')
    desk.ask('operator', 'revoke', 'admin', '--role', 'admin', '--as', 'desk')


def rights(desk):
    """who may do what is printed from the rows that decide; gis, auditor and administrator have no verb of a case"""
    rows = desk.run('rights', '--json').lines
    assert {'role': 'checker', 'noun': 'case', 'verb': 'pass', 'from': ['handled'],
            'routes': ['general', 'coordination', 'emergency', 'approval']} in rows
    assert not [row for row in rows if row['noun'] == 'case' and row['role'] in ('gis', 'auditor', 'admin') and row['verb'] != 'import']
    only = desk.run('rights', '--role', 'intake', '--json').lines
    assert only == [row for row in rows if row['role'] == 'intake'] and {row['verb'] for row in only} >= {'report', 'file', 'reject'}
    emergency = [row for row in only if row['verb'] == 'assign']
    assert [row['routes'] for row in emergency] == [['emergency']], emergency
    assert '受理' in desk.run('rights', LANGUAGE='zh_CN').out


def suggestions(desk):
    """A is proposed, B when A is off duty; every score is the sum it says; the same twice; an override is warned of"""
    for name, options in (('周建国', ('--grid', 'A', '--post', 'B')), ('赵六', ('--grid', 'T', '--post', 'chief', '--skill', '公用设施')),
                          ('钱七', ('--grid', 'D'))):
        desk.ask('person', 'add', name, *options)
    number = desk.new_case()
    first = desk.run('suggest', number, '--json').lines
    assert [row['rank'] for row in first] == [1, 2, 3, 4, 5] and first[0]['person'] == '王建国' and first[1]['person'] == '周建国', first
    assert all(row['score'] == sum(row['sum_of'].values()) for row in first)
    assert first[0]['terms'] == {'responsibility': 'A', 'duty': 'on_duty', 'load': 0, 'distance_m': 0, 'skill': False}, first[0]
    third = first[2]
    assert (third['person'], third['terms']['responsibility'], third['terms']['skill'], third['grid']) == ('赵六', 'above', True, 'T'), third
    keeper = next(row for row in desk.run('suggest', number, '--top', 99, '--json').lines if row['person'] == '钱七')
    assert 1000 < keeper['terms']['distance_m'] < 2000 and len(desk.run('suggest', number, '--top', 2, '--json').lines) == 2
    assert desk.run('suggest', number, '--json').lines == first and desk.run('suggest', number).out
    desk.ask('duty', 'add', '王建国', '--kind', 'leave', '--from', '2020-01-01', '--to', '2020-02-01')
    assert desk.run('suggest', number, '--json').lines == first
    desk.ask('case', 'file', number)
    assert any('王建国' in str(warning) for warning in desk.ask('case', 'assign', number, '--to', '李秀英', '--key', 'k')['warnings'])
    year = str(day_of().year)
    desk.ask('duty', 'add', '王建国', '--kind', 'leave', '--from', year + '-01-01', '--to', year + '-12-31')
    assert [row['person'] for row in desk.run('suggest', number, '--json').lines][0] == '周建国'
    desk.ask('person', 'deactivate', '周建国')
    assert '周建国' not in [row['person'] for row in desk.run('suggest', number, '--top', 99, '--json').lines]
    desk.refuse('not_found', 'suggest', '20990101-0001')
    desk.run('suggest', number, '--top', 0, code=2)


def sections(desk):
    """the chief of the nearest street is proposed and named after the keepers; a street without one, or far away, names nobody"""
    lay_streets(desk, [(40.3052, '柳荫路'), (40.3057, '滨河路'), (40.30501, '无长路')])
    for name in ('街长甲', '街长乙'):
        desk.ask('person', 'add', name, '--kind', 'chief')
    number = desk.new_case()
    before = desk.run('suggest', number, '--json').lines
    assert all(row['section'] is None for row in before)
    assert [row['chief'] for row in desk.run('sections', '--json').lines] == [None] * 3
    for name, chief in (('柳荫路', '街长甲'), ('滨河路', '街长乙')):
        assert desk.ask('sections', 'set', name, chief)['event'] > 0
    assert {row['section']: row['chief'] for row in desk.run('sections', '--json').lines} == {'柳荫路': '街长甲', '滨河路': '街长乙', '无长路': None}
    rows = desk.run('suggest', number, '--json').lines
    chief = next(row for row in rows if row['person'] == '街长甲')
    assert (chief['section'], chief['terms']['responsibility'], chief['rank']) == ('柳荫路', 'section', 2), rows
    assert 20 < chief['terms']['distance_m'] < 25 and rows[0] == before[0] and chief['score'] == sum(chief['sum_of'].values()), chief
    assert [row['section'] for row in rows if row['person'] != '街长甲'] == [None] * (len(rows) - 1), rows
    desk.ask('sections', 'set', '柳荫路')
    assert next(row['section'] for row in desk.run('suggest', number, '--json').lines if row['person'] == '街长乙') == '滨河路'
    desk.refuse('not_found', 'sections', 'set', '没有路', '街长甲')
    desk.refuse('forbidden', 'sections', 'set', '柳荫路', '街长甲', '--as', 'intake')
    assert '柳荫路' in desk.run('sections').out and desk.ask('verify')['ok'] is True


def duplicates(desk):
    """the same class, near and soon: the nearest and newest scores highest; limits are options"""
    def case(lon, code='P0101-1'):
        return desk.ask('case', 'new', '--channel', 'desk', '--class', code, '--title', '井盖', '--anonymous', '--lon', lon, '--lat', 40.305)['number']
    first, near, same, far, other = case(116.605), case(116.60535), case(116.605), case(116.607), case(116.605, 'P0101-2')
    rows = desk.run('duplicates', first, '--json').lines
    assert [row['number'] for row in rows] == [same, near], rows
    assert rows[0]['score'] >= 99 and rows[0]['distance_m'] == 0 and 25 < rows[1]['distance_m'] < 35 and rows[1]['class'] == 'P0101-1', rows
    assert [row['number'] for row in desk.run('duplicates', first, '--within', 500, '--json').lines] == [same, near, far]
    assert [row['number'] for row in desk.run('duplicates', first, '--within', 10, '--json').lines] == [same]
    assert desk.run('duplicates', first, '--hours', 0, '--within', 0, '--json').lines in ([], [rows[0]]) and desk.run('duplicates', first).out
    desk.ask('case', 'reject', same, '--reason', 'withdrawn', '--note', '重复')
    assert [row['number'] for row in desk.run('duplicates', first, '--json').lines] == [near]
    assert desk.run('duplicates', other, '--json').lines == []
    desk.run('duplicates', first, '--within', -1, code=2)



def the_line(desk):
    """a line is a verb, the digits a number ends with, and a person; several meanings are listed and nothing is done"""
    desk.ask('person', 'add', '王建军')
    first, second = desk.new_case(), desk.new_case()
    told = desk.ask('line', '／ 立 ' + first[-4:], '--dry-run')
    assert (told['verb'], told['number'], told['state'], told['event'], told['ambiguous']) == ('file', first, 'filed', None, []), told
    assert desk.ask('case', 'show', first)['state'] == 'reported'
    assert desk.ask('line', 'file ' + first)['state'] == 'filed' and desk.ask('line', '立' + second[-4:])['state'] == 'filed'
    told = desk.ask('line', 'p' + first[-4:] + ' 王建', '--dry-run')
    assert len(told['ambiguous']) == 2 and told['ok'] is False and told['to'] is None, told
    desk.refuse('ambiguous', 'line', 'p' + first[-4:] + ' 王建')
    assert desk.ask('case', 'show', first)['state'] == 'filed'
    told = desk.ask('line', 'p\u3000' + first[-4:].replace('0', '\uff10') + '，张伟 离得近', '--key', 'k')
    assert (told['verb'], told['to'], told['state']) == ('assign', '张伟', 'assigned') and '张伟' in told['preview'], told
    assert desk.ask('line', 'p ' + first[-4:] + ' 张伟 离得近', '--key', 'k')['event'] == told['event']
    assert '离得近' in str(desk.ask('case', 'show', first)['events'][-1])
    assert desk.ask('line', '派' + second[-4:] + '王建国')['state'] == 'assigned'
    told = desk.ask('line', second[-1], '--dry-run')
    assert told['verb'] == 'show' and told['number'] == second, told
    assert desk.ask('line', '退 ' + second[-4:] + ' 不归我管')['state'] == 'filed'
    assert desk.ask('line', 'g b')['to'] == 'B' and desk.ask('line', '? 垃圾')['to'] == '垃圾'
    assert 'assign' in desk.refuse('not_found', 'line', 'asign ' + first[-4:] + ' x')['text']
    assert all('“”' not in desk.refuse('not_found', 'line', text)['text'] for text in ('', '，'))
    told = desk.refuse('refused', 'line', '结 ' + second[-4:])
    assert 'assign' in told['allowed'], told
    desk.refuse('not_found', 'line', '派 9999 王建国')
    desk.refuse('forbidden', 'line', '派 ' + second[-4:] + ' 王建国', '--as', 'leader')
    desk.refuse('refused', 'line', '派 ' + second[-4:])
    third, fourth = desk.new_case(), desk.new_case()
    desk.ask('line', '立 ' + third[-4:])
    told = desk.ask('line', '并 ' + third[-4:] + ' ' + fourth[-4:], '--dry-run')
    assert (told['verb'], told['to'], told['state']) == ('merge', fourth, 'merged') and desk.ask('case', 'show', third)['state'] == 'filed', told
    assert 'into' in desk.refuse('refused', 'line', 'merge ' + third)['text']
    desk.refuse('not_found', 'line', 'merge ' + third + ' 9999')
    assert desk.ask('line', 'm ' + third[-4:] + ' ' + fourth[-4:] + ' 同一个洞')['state'] == 'merged'
    assert desk.ask('case', 'show', third)['events'][-1]['fields']['master'] == fourth
    desk.ask('line', 'f ' + fourth)
    told = desk.ask('line', '挂 ' + fourth[-4:] + ' 7天 等配件')
    assert told['verb'] == 'suspend' and told['to'] in told['preview'] and desk.ask('case', 'show', fourth)['suspended_until'], told
    desk.ask('case', 'resume', fourth, '--note', '到货')
    desk.run('line', 'suspend ' + fourth + ' soon 等配件', code=2)
    desk.ask('line', 'p ' + fourth + ' 王建国')
    told = desk.refuse('refused', 'line', '延 ' + fourth + ' 等配件')
    assert 'evidence' in told['text'], told
    assert desk.ask('line', 'e ' + fourth + ' 等配件；已开挖')['state'] == 'assigned'
    assert '已开挖' in str(desk.ask('case', 'show', fourth)['events'][-1])
    assert desk.run('line', '? x').out and desk.ask('verify')['ok'] is True


def the_line_looks_back(desk):
    """the digits of a case that is not open are enough for what is done with such a one; several are a choice here too"""
    numbers = [desk.new_case() for _ in range(11)]
    past, later = numbers[0], numbers[10]
    for number in (past, later):
        desk.ask('case', 'reject', number, '--reason', 'withdrawn', '--note', '来电撤回')
    assert desk.ask('line', past[-4:], '--dry-run')['number'] == past
    assert 'reopen' in desk.refuse('refused', 'line', 'y ' + past[-4:])['allowed']
    told = desk.ask('line', 'o ' + past[-1] + ' 又来电', '--dry-run')['ambiguous']
    assert [line.split()[0] for line in told] == [later, past], told
    desk.refuse('ambiguous', 'line', 'o ' + past[-1] + ' 又来电')
    assert desk.ask('line', '重 ' + past[-4:] + ' 又来电')['state'] == 'reported'
    # What is open is meant before what is not, and others are merged into what is open only.
    assert desk.ask('line', 'n ' + past[-1] + ' 已联系')['number'] == past
    assert 'open' in desk.refuse('not_found', 'line', 'm ' + past + ' ' + later[-4:])['text']
    desk.refuse('not_found', 'line', 'o 9999 又来电')


TESTS = [leaving, posts, roster, roster_again, roster_of_chiefs, broken_text, positions, units, shifts, accounts, the_last_administrator, rights, suggestions, sections, duplicates, the_line, the_line_looks_back]
