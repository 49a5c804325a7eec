# SPDX-License-Identifier: GPL-3.0-or-later
"""mapnik-peer.py FOLDER ROUNDS: paints the views that `wangge paint --bench` exported, with Mapnik.

Prints one line of JSON with the processor time in milliseconds of every view, the median of the rounds. The shapefiles
are indexed first. Every round has a map of its own; reading the indexed files is part of painting, opening them is not.
Ends with 3 when Mapnik is not there.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import time

try:
    import mapnik
except ImportError:
    sys.exit(3)

FOLDER, ROUNDS = pathlib.Path(sys.argv[1]), int(sys.argv[2])
SCENE = json.loads((FOLDER / 'views.json').read_text())
DEPTHS = sorted(int(path.stem.split('-')[1]) for path in FOLDER.glob('depth-*.shp'))
MERCATOR = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'


def filled(colour, opacity, condition=None):
    rule = mapnik.Rule()
    symbol = mapnik.PolygonSymbolizer()
    symbol.fill, symbol.fill_opacity = mapnik.Color(colour), opacity
    rule.symbols.append(symbol)
    if condition:
        rule.filter = mapnik.Expression(condition)
    return rule


def lined(colour, width, opacity):
    rule = mapnik.Rule()
    symbol = mapnik.LineSymbolizer()
    symbol.stroke, symbol.stroke_width, symbol.stroke_opacity = mapnik.Color(colour), width, opacity
    rule.symbols.append(symbol)
    return rule


def add_layer(scene, name, styles):
    layer = mapnik.Layer(name, MERCATOR)
    layer.datasource = mapnik.Shapefile(file=str(FOLDER / name))
    for number, rules in enumerate(styles):
        style = mapnik.Style()
        for rule in rules:
            style.rules.append(rule)
        key = '%s %d %d' % (name, number, len(scene.layers))
        scene.append_style(key, style)
        layer.styles.append(key)
    scene.layers.append(layer)


def make_map(view):
    scene = mapnik.Map(view['width'], view['height'], MERCATOR)
    scene.background = mapnik.Color(SCENE['land'])
    level, depths = view['level'], [depth for depth in DEPTHS if depth <= view['level']]
    for depth in depths:
        leaf = '' if depth == level else ' and [leaf] = 1'
        add_layer(scene, 'depth-%d' % depth, [[filled(hue, opacity, '[klass] = %d%s' % (klass, leaf))
                                              for klass, (hue, opacity) in enumerate(SCENE['classes']) if klass > 0]])
    if view['zoom'] >= 15 and (FOLDER / 'buildings.shp').exists():
        styles = [[filled(SCENE['building'], 0.10)]]
        if view['zoom'] >= 16:
            styles.append([lined(SCENE['building_line'], 0.8, 0.28)])
        add_layer(scene, 'buildings', styles)
    for depth in reversed(depths):
        casing, core, alpha = view['own'] if depth == level else view['parents']
        styles = [[lined(SCENE['casing'], casing, 0.55 if depth == level else 0.85)]] if view['casing'] else []
        add_layer(scene, 'depth-%d' % depth, styles + [[lined(SCENE['border'], core, alpha)]])
    scene.zoom_to_box(mapnik.Box2d(*view['box']))
    return scene


def measure(view):
    times = []
    for _ in range(ROUNDS):
        scene = make_map(view)
        start = time.process_time()
        image = mapnik.Image(view['width'], view['height'])
        mapnik.render(scene, image)
        times.append((time.process_time() - start) * 1e3)
    if len(sys.argv) > 3:
        image.save('%s/%s.png' % (sys.argv[3], view['name'].replace(' ', '-')), 'png')
    return statistics.median(times)


for path in FOLDER.glob('*.shp'):
    try:
        subprocess.run(['shapeindex', str(path)], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(3)
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.stderr)
print(json.dumps({'version': mapnik.mapnik_version_string() if hasattr(mapnik, 'mapnik_version_string') else '',
                  'ms': [measure(view) for view in SCENE['views']]}))
