/*
 * Every sentence the set-up can say. Each failure ends with what to do next. Node 16 reads this file too.
 */

const AGAIN = 'then run the command again';
const FALLBACK = 'Until then tasks run on the slower engines where they can.';

/** @param {string} version @param {number} oldest */
export const nodeIsTooOld = (version, oldest) =>
  `This needs Node ${oldest} or later, and this is Node ${version}. Install Node ${oldest}, 22 or 24, ${AGAIN}.`;

// ---- steps ---------------------------------------------------------------------------------------------------

export const packagesStep = () => 'npm packages';
export const downloadStep = (/** @type {string} */ version) => `TensorFlow ${version}, download`;
export const unpackStep = (/** @type {string} */ version) => `TensorFlow ${version}, unpack`;
export const compileStep = () => 'TensorFlow binding, compile';
export const otherBindingSource = () =>
  'the installed @tensorflow/tfjs-node is not the version that this project was made for; run `npm ci`';
export const probeStep = () => 'TensorFlow, first start';
export const tensorsStep = () => 'TensorFlow.js packages';
export const programStep = () => 'report program';

/** @param {number} done @param {number} of */
export const megabytes = (done, of) => `${Math.round(done / 1e6)} of ${Math.round(of / 1e6)} MB`;
export const packagesFetched = (/** @type {number} */ count) => `${count} fetched`;

/** @param {number | null} pid */
export const waitsForAnother = (pid) =>
  `Another set-up${pid === null ? '' : ` (process ${pid})`} is at work; waiting until it is done.`;

// ---- npm packages --------------------------------------------------------------------------------------------

export const npmIsMissing = () =>
  `The npm packages cannot be installed: there is no npm on the PATH. Install npm (it comes with Node), ${AGAIN}.`;
export const npmHasNoNetwork = () =>
  `The npm packages cannot be installed: the package registry does not answer. Check the network, ${AGAIN}.`;
export const npmLockDisagrees = () =>
  'The npm packages cannot be installed: package-lock.json does not belong to package.json. Run "npm install", ' +
  `${AGAIN}.`;
/** @param {string} detail */
export const npmFailed = (detail) =>
  `The npm packages cannot be installed: ${sentence(detail)} Mend that, ${AGAIN}.`;
/** @param {string} folder @param {number} needed @param {number} free in bytes */
export const diskIsFull = (folder, needed, free) =>
  `The npm packages need ${gigabytes(needed)} of disk, and ${folder} has ${gigabytes(free)} left. Make room, ${AGAIN}.`;

/** @param {string} name @param {string} folder */
export const packageIsMissing = (name, folder) =>
  `The package ${name} is missing, which the one in ${folder} needs. Run "npm install" there where it is installed, ${AGAIN}.`;

// ---- program -------------------------------------------------------------------------------------------------

/** @param {string} detail */
export const programDoesNotBuild = (detail) =>
  `The sources in src/ do not build:\n${detail}\nMend that, ${AGAIN}.`;
export const programIsDamaged = () => 'The built program in .cache/program is damaged; it is built anew.';
export const programIsMissing = () =>
  `This checkout is not whole: src/cli.ts is missing. Get the file back with "git checkout", ${AGAIN}.`;

// ---- TensorFlow: each is a reason for going on without ---------------------------------------------------------

/** @param {string} platform */
export const platformHasNoTensorflow = (platform) =>
  `there is no TensorFlow for ${platform}; use Linux (x64 or arm64, with glibc) or macOS on Apple silicon for the heavy tasks`;
export const pythonIsMissing = () =>
  `its download needs Python 3 with pip, and there is no python3 on the PATH; install it, ${AGAIN}`;
export const pipIsMissing = () =>
  'its download needs pip, which this python3 lacks; install pip, then run "npm run setup"';
/** @param {string} compiler */
export const compilerIsMissing = (compiler) =>
  `its binding needs a C++ compiler, and there is no ${compiler} on the PATH; install one (or set CXX), ${AGAIN}`;
export const pipHasNoNetwork = () =>
  'its download failed because the package index does not answer; check the network, then run "npm run setup"';
/** @param {string} wheel */
export const indexLacksWheel = (wheel) =>
  `the package index has no ${wheel}; point pip to an index that has it, then run "npm run setup"`;
/** @param {string} wheel */
export const wheelIsAltered = (wheel) =>
  `the file that came for ${wheel} is not the expected one (its sha256 differs) and was thrown away; ` +
  'point pip to a trustworthy index, then run "npm run setup"';
/** @param {string} step @param {string} detail */
export const tensorflowStepFailed = (step, detail) =>
  `the step "${step}" failed: ${sentence(detail)} Mend that, then run "npm run setup"`;
/** @param {string} folder @param {number} needed @param {number} free in bytes */
export const diskTooSmallForTensorflow = (folder, needed, free) =>
  `it needs ${gigabytes(needed)} of disk while it is set up, and ${folder} has ${gigabytes(free)} left; ` +
  `make room (or set XDG_CACHE_HOME to another disk), ${AGAIN}`;
/** @param {string} folder @param {string} code */
export const cacheIsNotWritable = (folder, code) =>
  `its folder ${folder} cannot be written (${code}); set XDG_CACHE_HOME to a folder of yours, ${AGAIN}`;

/** @param {string} reason one of the above */
export const goesOnWithout = (reason) => `Going on without TensorFlow: ${reason}. ${FALLBACK}`;

// ---- commands ------------------------------------------------------------------------------------------------

export const setupHelp = () =>
  'Usage: npm run setup\n\nInstalls what is missing: the npm packages, TensorFlow and its binding, the report program.\n' +
  'Every other command does so by itself; this one also tries again what failed within the last hour.';
/** @param {string} argument */
export const setupKnowsNo = (argument) =>
  `setup takes no argument, not "${argument}". Run "npm run setup" as it is.`;
/** @param {string} path @param {string} code */
export const isNotWritable = (path, code) =>
  `The set-up has to write ${path}, and this user may not (${code}). ` +
  `Make the checkout yours ("chown -R" as its owner or root) or make a clone of your own, ${AGAIN}.`;
/** @param {string} version @param {string} folder */
export const isSetUp = (version, folder) =>
  `Everything is set up: npm packages, TensorFlow ${version} (in ${folder}).`;
export const isSetUpWithout = () => 'The npm packages and the program are set up; TensorFlow is not.';
/** @param {string} program */
export const programIsUnknown = (program) =>
  `There is no program "${program}" in node_modules/.bin. Name one of package.json's dependencies.`;
export const execNeedsProgram = () => 'Say which program to run: exec PROGRAM [ARGUMENTS].';
export const interrupted = () => 'Interrupted; the next run goes on where this one stopped.';
/** @param {string} detail */
export const unexpected = (detail) =>
  `An unexpected fault of the set-up: ${sentence(detail)} Run it again with REPORT_DEBUG=1 to see where, and report it.`;

/** @param {number} bytes */
function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** @param {string} text */
function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
