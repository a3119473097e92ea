/** The version of TensorFlow all wheels below hold. */
export const TENSORFLOW = '2.21.0';

/**
 * The wheels whose libraries serve as TensorFlow's C library, pinned. `platform` is what pip calls it.
 * @type {Readonly<Record<string, Wheel>>}
 */
const WHEELS = {
  'linux-x64': {
    package: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_829_956,
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  },
  'linux-arm64': {
    package: 'tensorflow',
    platform: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    bytes: 281_828_020,
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  },
  'darwin-arm64': {
    package: 'tensorflow',
    platform: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    bytes: 223_405_849,
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
  },
};

/**
 * @typedef {{ package: string, platform: string, sha256: string, bytes: number, libraries: readonly string[] }} Wheel
 * @typedef {{ platform: string, arch: string, glibc: string | null }} Machine `glibc` is its version; null on musl
 */

const OLDEST_GLIBC = [2, 27];

/** The wheel for a machine, or null where none fits. @param {Machine} machine @returns {Wheel | null} */
export function chooseWheel({ platform, arch, glibc }) {
  if (platform === 'linux' && (glibc === null || isOlder(glibc))) return null;
  return WHEELS[`${platform}-${arch}`] ?? null;
}

/** What to call a machine in a sentence. @param {Machine} machine */
export function nameMachine({ platform, arch, glibc }) {
  if (platform !== 'linux') return `${platform}-${arch}`;
  return `linux-${arch} ${glibc === null ? 'without glibc' : `with glibc ${glibc}`}`;
}

/** @returns {Machine} */
export function thisMachine() {
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: process.platform === 'linux' ? readGlibc() : null,
  };
}

/** @param {string} version */
function isOlder(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_GLIBC;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

function readGlibc() {
  // Without this the report asks the name server for every open connection, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = /** @type {any} */ (process.report.getReport());
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : null;
}

const HEADERS = [
  ...[
    'c_api',
    'c_api_macros',
    'tf_attrtype',
    'tf_buffer',
    'tf_datatype',
    'tf_status',
    'tf_tensor',
    'tf_tstring',
  ].map((name) => `tensorflow/c/${name}.h`),
  'tensorflow/c/eager/c_api.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
];

/** Wheel member -> where it goes in the library's folder. @param {Wheel} wheel @returns {Record<string, string>} */
export function membersNeeded(wheel) {
  return Object.fromEntries([
    ...HEADERS.map((header) => [`tensorflow/include/${header}`, `include/${header}`]),
    ...wheel.libraries.map((library) => [`tensorflow/${library}`, `lib/${library}`]),
  ]);
}

/**
 * The names under which the linker and the loader look for a library.
 * @param {Wheel} wheel
 * @returns {readonly (readonly [link: string, target: string])[]}
 */
export function libraryLinks({ libraries: [main = '', framework = ''] }) {
  if (main.endsWith('.dylib')) {
    return [
      ['libtensorflow.dylib', main],
      ['libtensorflow.2.dylib', main],
      ['libtensorflow_framework.dylib', framework],
    ];
  }
  return [
    ['libtensorflow.so', main],
    ['libtensorflow.so.2', main],
    ['libtensorflow_framework.so', framework],
  ];
}
