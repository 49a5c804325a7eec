# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostGIS server of one's own that is gone afterwards, for what is compared with it. PostgreSQL refuses to run as root, so as
root everything is done by the account that Debian made for it.
"""
import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

PACKAGES = 'apt install postgresql postgresql-15-postgis-3'


class NotThere(Exception):
    """There is no PostGIS here that could be asked; says why."""

    def __init__(self, reason):
        super().__init__('%s (%s)' % (reason, PACKAGES))


def find_programs():
    folders = [pathlib.Path(found).parent for found in glob.glob('/usr/lib/postgresql/*/bin/initdb')]
    folders = [folder for folder in folders
               if pathlib.Path('/usr/share/postgresql', folder.parent.name, 'extension/postgis.control').exists()]
    if not folders or not shutil.which('psql'):
        raise NotThere('PostGIS is not there')
    return max(folders, key=lambda folder: int(folder.parent.name))


def become(user):
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


class Cluster:
    """A PostgreSQL server on a socket in a folder of its own."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = tempfile.mkdtemp(prefix='wangge-pg-')
        self.user = None
        if os.geteuid() == 0:
            try:
                self.user = pwd.getpwnam('postgres')
            except KeyError:
                raise NotThere('There is no account that PostgreSQL could run under')
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)

    def run(self, *command, text=None):
        done = subprocess.run([str(word) for word in command], input=text, cwd=self.folder, capture_output=True, text=True,
                              preexec_fn=(lambda: become(self.user)) if self.user else None)
        if done.returncode != 0:
            raise RuntimeError('%s: %s%s' % (command[0], done.stdout[-500:], done.stderr[-2000:]))
        return done.stdout

    def start(self):
        self.run(self.programs / 'initdb', '-D', self.folder + '/data', '-A', 'trust', '-U', 'bench', '--no-sync', '-E', 'UTF8',
                 '--locale', 'C.UTF-8')
        settings = {'listen_addresses': '', 'fsync': 'off', 'shared_buffers': '512MB', 'work_mem': '256MB',
                    'max_parallel_workers_per_gather': 0}
        self.run(self.programs / 'pg_ctl', '-D', self.folder + '/data', '-w', '-l', self.folder + '/log', '-o',
                 '-k %s %s' % (self.folder, ' '.join('-c %s=%s' % setting for setting in settings.items())), 'start')

    def end(self):
        try:
            if pathlib.Path(self.folder, 'data', 'postmaster.pid').exists():
                self.run(self.programs / 'pg_ctl', '-D', self.folder + '/data', '-m', 'immediate', '-w', 'stop')
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def complain(self, sql):
        """What the server says against a text, and nothing else."""
        done = subprocess.run(['psql', '-h', self.folder, '-U', 'bench', '-d', 'postgres', '-qAt', '-f', '-'], input=sql,
                              cwd=self.folder, capture_output=True, text=True,
                              preexec_fn=(lambda: become(self.user)) if self.user else None)
        return done.stderr

    def ask(self, sql):
        return self.run('psql', '-h', self.folder, '-U', 'bench', '-d', 'postgres', '-qAt', '-v', 'ON_ERROR_STOP=1', '-f', '-', text=sql)
