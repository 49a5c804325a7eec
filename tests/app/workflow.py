# SPDX-License-Identifier: GPL-3.0-or-later
"""The moves beside the main loop, typed: part of check-commands."""
import datetime
import json

from desk import day_of


def suspending(desk):
    """a case is suspended and resumed, extended by another person, recalled, returned, and rejected by the duty officer"""
    number = desk.new_case()
    desk.ask('case', 'file', number)
    desk.ask('case', 'return', number, '--reason', '要再问')
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国', '--co', '李秀英')
    desk.ask('case', 'accept', number, '--as', '王建国')
    due = desk.ask('case', 'show', number)['due']
    desk.refuse('refused', 'case', 'extend', number, '--as', '王建国', '--reason', '等材料')
    desk.ask('case', 'extend', number, '--as', '王建国', '--reason', '等材料', '--evidence', '已开挖')
    desk.refuse('refused', 'case', 'suspend', number, '--as', 'duty', '--until', '2099-01-01', '--reason', 'x')
    desk.ask('case', 'extend', number, '--refuse', '--as', 'duty', '--reason', '不急')
    desk.ask('case', 'extend', number, '--as', '王建国', '--reason', '等材料', '--evidence', '已开挖')
    desk.ask('case', 'extend', number, '--grant', '--as', 'duty', '--reason', '同意')
    shown = desk.ask('case', 'show', number)
    assert shown['extensions'] == 1 and shown['due'] > due and [ask['granted'] for ask in shown['asks']] == ['no', 'yes'], shown
    assert desk.ask('case', 'grant', number, '--as', 'duty', '--note', 'x', code=1)['error']['code'] == 'refused'
    assert desk.ask('case', 'refuse', number, '--as', 'duty', '--note', 'x', code=1)['error']['code'] == 'refused'
    day = day_of() + datetime.timedelta(days=3)
    desk.ask('case', 'suspend', number, '--as', 'duty', '--until', day, '--reason', '待上级')
    row = desk.run('cases', '--json').lines[0]
    assert row['suspended_until'] is not None and row['overdue'] is False, row
    told = desk.refuse('refused', 'case', 'done', number, '--as', '王建国', '--note', 'x')
    assert told['allowed'] == ['resume', 'note', 'undo'], told
    desk.ask('case', 'resume', number, '--as', 'duty', '--reason', '提前')
    desk.ask('case', 'hands', number, '--done', '--for', '李秀英', '--note', '围挡已设')
    desk.ask('case', 'recall', number, '--reason', '另派')
    desk.ask('case', 'reject', number, '--as', 'duty', '--reason', 'untrue', '--note', '查无此事')
    assert desk.ask('verify')['ok'] is True


def merging(desk):
    """cases become one and are taken apart again; somebody looks before filing"""
    first, second = desk.new_case(), desk.ask('case', 'new', '--channel', 'citizen', '--class', 'P0101-1', '--title', '井盖', '--reporter', '李四',
                                              '--phone', '13812342071', '--lon', 116.605, '--lat', 40.305)['number']
    desk.ask('case', 'precheck', first, '--to', '王建国', '--note', '看看')
    desk.refuse('refused', 'case', 'file', first)
    desk.ask('case', 'precheck', first, '--answer', 'real', '--as', '王建国', '--note', '属实')
    desk.ask('case', 'precheck', first, '--to', '王建国')
    desk.ask('case', 'answer', first, '--answer', 'unreal', '--for', '王建国', '--note', '没有')
    desk.ask('case', 'merge', second, '--into', first)
    shown = desk.ask('case', 'show', first)
    assert shown['merged'] == [second] and [(row['from'], row['struck']) for row in shown['reporters']] == [(None, False), (second, False)], shown
    assert desk.ask('case', 'show', second)['master'] == first
    desk.ask('case', 'unmerge', second, '--reason', '两处')
    assert [row['struck'] for row in desk.ask('case', 'show', first)['reporters']] == [False, True]
    desk.ask('case', 'classify', second, 'P0101-2', '--reason', '分错')
    desk.ask('case', 'route', second, 'coordination', '--reason', '要街道')
    desk.ask('case', 'edit', second, '--field', 'title', '--value', '井盖松动')
    desk.ask('case', 'edit-reporter', second, '--field', 'phone', '--value', '13900001111', '--reporter', 1)
    shown = desk.ask('case', 'show', second)
    assert (shown['class'], shown['route'], shown['title'], shown['reporters'][0]['phone']) == ('P0101-2', 'coordination', '井盖松动', '139****1111')
    assert '1390000' not in json.dumps(shown['events'])


def hands(desk):
    """several hands, passing on within a unit, an emergency in one act, and a case solved on the spot"""
    made = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--title', '冒烟', '--anonymous', '--lon', 116.605, '--lat', 40.305,
                    '--route', 'emergency', '--to', '市政维护班', '--tracker', '李秀英', '--key', 'fire')
    number = made['number']
    assert made['state'] == 'assigned' and [event['verb'] for event in desk.ask('case', 'show', number)['events']] == ['report', 'file', 'assign']
    desk.ask('case', 'ack', number)
    desk.ask('case', 'delegate', number, '--to', '张伟')
    desk.ask('case', 'hands', number, '--add', '李秀英')
    desk.ask('case', 'hands', number, '--remove', '李秀英', '--reason', '不用')
    desk.ask('case', 'hands', number, '--add', '王建国')
    desk.ask('case', 'part', number, '--as', '王建国', '--note', '已疏散')
    desk.ask('case', 'hands', number, '--add', '李秀英')
    desk.refuse('refused', 'case', 'done', number, '--accept', '--for', '张伟', '--note', '已扑灭')
    desk.ask('case', 'release', number, '--remove', '李秀英', '--reason', '不用')
    desk.ask('case', 'done', number, '--accept', '--for', '张伟', '--note', '已扑灭')
    kinds = {(hand['kind'], hand['name']) for hand in desk.ask('case', 'show', number)['hands']}
    assert {('main', '张伟'), ('co', '王建国'), ('tracker', '李秀英')} <= kinds, kinds
    solved = desk.ask('case', 'new', '--channel', 'grid_worker', '--class', 'P0101-1', '--title', '乱停车', '--anonymous', '--lon', 116.605, '--lat',
                      40.305, '--on-spot', '--solver', '王建国', '--result', '劝离')
    shown = desk.ask('case', 'show', solved['number'])
    assert (shown['state'], shown['on_spot'], shown['closed'] == shown['reported'], shown['due']) == ('closed', True, True, None), shown


def answers(desk):
    """supervision and instruction wait for their reply; reporters are told and called back; what was not solved proposes to reopen"""
    number = desk.ask('case', 'new', '--channel', 'citizen', '--class', 'P0101-1', '--title', '井盖', '--reporter', '李四', '--lon', 116.605, '--lat',
                      40.305, '--route', 'approval')['number']
    desk.ask('case', 'sign', number, '--stage', 1, '--result', 'signed', '--for', '王建国', '--note', '同意')
    desk.ask('case', 'file', number)
    desk.ask('case', 'sign', number, '--stage', 2, '--result', 'signed', '--for', '李秀英', '--note', '同意')
    desk.ask('case', 'assign', number, '--to', '王建国')
    desk.ask('case', 'supervise', number, '--reply-by', '2099-01-01', '--note', '抓紧', '--as', 'duty')
    desk.ask('case', 'instruct', number, '--reply-by', '2099-01-01', '--note', '重视', '--as', 'leader')
    desk.ask('case', 'reply', number, '--note', '正在办', '--as', 'dispatcher')
    desk.ask('case', 'reply', number, '--note', '正在办', '--as', 'dispatcher')
    desk.ask('case', 'settle', number, '--note', '可', '--as', 'duty')
    desk.ask('case', 'sign', number, '--stage', 3, '--result', 'refused', '--for', '张伟', '--note', '不同意')
    desk.ask('case', 'done', number, '--accept', '--for', '王建国', '--note', '未批准')
    for level in ('community', 'street'):
        desk.ask('case', 'notice', number, '--level', level, '--from', '2026-01-01', '--until', '2026-01-02', '--note', '公示栏')
    desk.ask('case', 'pass', number, '--as', 'checker')
    desk.ask('case', 'feedback', number, '--reached', 'yes', '--how', '电话', '--note', '已告知')
    called = desk.ask('case', 'callback', number, '--as', 'callback', '--reporter', 1, '--reached', 'yes', '--solved', 'no', '--satisfied', 'no_answer')
    assert called['proposes'] == 'reopen' and called['state'] == 'closed', called
    shown = desk.ask('case', 'show', number)
    assert [(call['kind'], call['reached'], call['solved'], call['satisfied']) for call in shown['calls'][2:]] == [
        ('feedback', 'yes', None, None), ('callback', 'yes', 'no', None)], shown['calls']
    assert [(sign['stage'], sign['result'], sign['by']) for sign in shown['signatures']] == [
        (1, 'signed', '王建国'), (2, 'signed', '李秀英'), (3, 'refused', '张伟')]
    desk.run('case', 'show', number)


def files(desk):
    """photos are kept under their hash, proved by verify, and what is no plain file is refused"""
    number = desk.new_case()
    photo, link = desk.folder / '现场.jpg', desk.folder / 'link.jpg'
    photo.write_bytes(b'\xff\xd8\xff a photo')
    link.symlink_to(photo)
    desk.ask('case', 'attach', number, '--file', photo, '--file', photo)
    desk.refuse('refused', 'case', 'attach', number, '--file', link)
    desk.refuse('refused', 'case', 'attach', number, '--file', desk.folder)
    desk.refuse('not_found', 'case', 'attach', number, '--file', desk.folder / 'none.jpg')
    kept = desk.ask('case', 'show', number)['attachments']
    assert [(file['name'], file['mime'], file['bytes']) for file in kept] == 2 * [('现场.jpg', 'image/jpeg', 11)], kept
    assert '现场.jpg' in desk.run('case', 'show', number).out and desk.ask('verify')['ok'] is True
    where = desk.folder / 'district.wangge.files' / kept[0]['sha256'][:2] / kept[0]['sha256']
    where.unlink()
    assert {problem['kind'] for problem in desk.ask('verify', code=1)['problems']} == {'attachment'}


def batches_of_cases(desk):
    """many cases at once: counted exactly, asked for first, all or each, and taken back whole"""
    numbers = [desk.new_case() for _ in range(3)]
    desk.refuse('ambiguous', 'cases', 'file', '--state', 'reported')
    desk.run('cases', 'file', code=2)
    filed = desk.ask('cases', 'file', '--state', 'reported', '--yes')
    assert (filed['matched'], filed['done'], filed['refused']) == (3, 3, []) and filed['undo_key'], filed
    desk.ask('case', 'assign', numbers[0], '--to', '李秀英')
    whole = desk.ask('cases', 'assign', *numbers, '--to', '王建国', '--yes')
    assert (whole['matched'], whole['done'], [row['number'] for row in whole['refused']], whole['undo_key']) == (3, 0, numbers[:1], None), whole
    each = desk.ask('cases', 'assign', *numbers, '--to', '王建国', '--yes', '--each', '--key', 'storm')
    assert each['done'] == 2 and each['undo_key'] == 'storm'
    assert desk.ask('cases', 'undo', 'storm')['done'] == 2
    assert sorted(row['state'] for row in desk.run('cases', '--json').lines) == ['assigned', 'filed', 'filed']
    desk.refuse('not_found', 'cases', 'undo', 'nothing')
    assert desk.ask('cases', 'reassign', '--assignee', '李秀英', '--to', '王建国', '--reason', '休假')['done'] == 1
    assert desk.ask('cases', 'recall', '--assignee', '王建国', '--reason', '改派')['done'] == 1
    assert desk.ask('cases', 'note', '--open', '--note', '暴雨', '--yes')['done'] == 3
    assert desk.ask('cases', 'suspend', numbers[0], '--until', day_of() + datetime.timedelta(days=30), '--reason', '待料', '--as', 'duty')['matched'] == 1
    assert desk.ask('cases', 'supervise', '--grid', 'A', '--reply-by', '2099-01-01', '--note', '快', '--yes', '--each')['done'] == 2
    assert len(desk.ask('cases', 'ack', '--open', '--yes')['refused']) == 3
    assert '3' in desk.run('cases', 'note', '--open', '--note', 'x', '--yes').out


def saved_filters(desk):
    """a filter has a name and an owner, asks what it was saved with, and the ready ones find what they say, on paper too"""
    def numbers(*options):
        return [row['number'] for row in desk.run('cases', *options, '--json').lines]

    calm, hard = desk.new_case(), desk.new_case()
    unhappy = desk.new_case('--title', '营商环境:审批慢')
    assert [(row['name'], row['scope']) for row in desk.run('filters', '--json').lines] == [
        ('unsatisfied-business', 'ready'), ('hard', 'ready'), ('day-list', 'ready')]
    assert sorted(numbers('--filter', 'day-list')) == sorted(row['number'] for row in desk.run('day-list', '--json').lines)
    assert numbers('--filter', 'hard') == numbers('--filter', 'unsatisfied-business') == []
    desk.ask('case', 'file', hard)
    for _ in range(3):
        desk.ask('case', 'assign', hard, '--to', '王建国')
        desk.ask('case', 'bounce', hard, '--for', '王建国', '--reason', 'wrong_area', '--note', 'x')
    desk.ask('case', 'file', unhappy)
    desk.ask('case', 'assign', unhappy, '--to', '王建国')
    desk.ask('case', 'accept', unhappy, '--for', '王建国')
    desk.ask('case', 'done', unhappy, '--for', '王建国', '--note', 'x')
    desk.ask('case', 'pass', unhappy, '--as', 'checker')
    desk.ask('case', 'callback', unhappy, '--as', 'callback', '--reached', 'yes', '--solved', 'yes', '--satisfied', 'no')
    assert numbers('--filter', 'hard') == numbers('--hard') == [hard] and numbers('--unsatisfied') == [unhappy]
    assert numbers('--filter', 'unsatisfied-business') == [unhappy] and numbers('--filter', 'hard', '--state', 'closed') == []
    assert numbers('--filter', 'hard', '--at', '2027-12-01') == [hard]
    desk.refuse('exists', 'filters', 'save', 'hard', '--open')
    assert desk.run('filters', 'save', 'x', code=2).out == ''
    desk.refuse('forbidden', 'filters', 'save', '待受理', '--queue', 'reported', '--for-all', '--as', 'dispatcher')
    desk.ask('filters', 'save', '待受理', '--queue', 'reported', '--for-all', '--as', 'duty')
    kept = desk.ask('filters', 'save', '我的', '--state', 'filed', '--grid', 'A', '--as', 'dispatcher', '--key', 'f')
    assert desk.ask('filters', 'save', '我的', '--state', 'filed', '--grid', 'A', '--as', 'dispatcher', '--key', 'f') == kept
    mine = desk.run('filters', '--json', '--as', 'dispatcher').lines[-2:]
    assert sorted((row['name'], row['scope'], row['state'], row['grid'], row['queue']) for row in mine) == [
        ('待受理', 'district', None, None, 'reported'), ('我的', 'own', 'filed', 'A', None)], mine
    assert numbers('--filter', '待受理') == [calm] and numbers('--filter', '我的', '--as', 'dispatcher') == [hard]
    desk.refuse('not_found', 'cases', '--filter', '我的', '--as', 'checker')
    paper = desk.folder / 'agenda.pdf'
    assert desk.ask('filters', 'print', 'hard', '--out', paper)['pages'] == 1 and paper.read_bytes().startswith(b'%PDF')
    desk.refuse('not_found', 'filters', 'remove', '我的', '--as', 'checker')
    assert desk.ask('filters', 'remove', '我的', '--as', 'dispatcher')['state'] == 'removed'
    desk.refuse('forbidden', 'filters', 'remove', '待受理', '--for-all', '--as', 'dispatcher')
    assert desk.ask('verify')['ok'] is True


TESTS = [suspending, merging, hands, answers, files, batches_of_cases, saved_filters]
