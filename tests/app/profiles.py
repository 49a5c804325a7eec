# SPDX-License-Identifier: GPL-3.0-or-later
"""What was answered about the files of a sender is kept by name and answers for the next one."""


def a_sender(desk):
    """the next file of a sender is read as the first one was, and what is said anew goes before what was kept"""
    for number in (1, 2):
        (desk.folder / ('cases%d.csv' % number)).write_bytes(
            ('流水号,事由,上报,经,纬,办理情况\n甲%d,路灯不亮,2026-11-0%d 08:00,116.605,40.305,在办\n' % (number, number)).encode('gb18030'))
    said = ['--map', 'number=流水号,title=事由,reported=上报,lon=经,lat=纬,state=办理情况', '--states', '在办=handling', '--encoding', 'GB18030',
            '--crs', 'EPSG:4490', '--tz', 'Asia/Shanghai']
    before = desk.run('events', '--json').lines[-1]['at']
    first = desk.ask('import', 'cases', desk.folder / 'cases1.csv', *said, '--save-profile', '甲街道', '--as', 'gis')
    assert first['stored'] == 1, first
    kept = desk.ask('profiles', 'show', '甲街道')
    assert (kept['kind'], kept['crs'], kept['encoding'], kept['states']) == ('cases', 'EPSG:4490', 'GB18030', {'在办': 'handling'}), kept
    assert kept['map']['title'] == '事由' and desk.run('profiles', '--json').lines == [kept] and '甲街道' in desk.run('profiles').out
    assert desk.run('profiles', '--json', '--at', before).lines == [] and '事由' in desk.run('profiles', 'show', '甲街道').out
    second = desk.ask('import', 'cases', desk.folder / 'cases2.csv', '--profile', '甲街道', '--as', 'gis', '--tz', 'Asia/Shanghai')
    assert second['stored'] == 1 and second['encoding'] == 'GB18030', second
    assert {row['number']: (row['title'], row['state']) for row in desk.run('cases', '--json').lines} == {
        '甲1': ('路灯不亮', 'handling'), '甲2': ('路灯不亮', 'handling')}
    again = desk.ask('import', 'cases', desk.folder / 'cases2.csv', '--profile', '甲街道', '--states', '在办=closed', '--on-duplicate', 'update', '--dry-run',
                     '--save-profile', '乙街道', '--as', 'gis')
    assert again['stored'] == 1 and desk.ask('profiles', 'show', '乙街道')['states'] == {'在办': 'closed'}, again
    desk.refuse('not_found', 'import', 'cases', desk.folder / 'cases2.csv', '--profile', '丙街道')
    desk.refuse('refused', 'import', 'facilities', desk.folder / 'cases2.csv', '--profile', '甲街道')
    desk.refuse('forbidden', 'profiles', 'remove', '甲街道', '--as', 'leader')
    assert desk.ask('profiles', 'remove', '甲街道', '--as', 'gis')['state'] == 'removed'
    desk.refuse('not_found', 'profiles', 'show', '甲街道')
    desk.refuse('not_found', 'profiles', 'remove', '甲街道', '--as', 'gis')


TESTS = [a_sender]
