/** A test file that failed although none of its tests did: it could not be loaded, or a hook threw. */
const failedToLoad = (file) =>
  file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');

const countTests = ({ ok, report }) => {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + report.testResults.filter(failedToLoad).length;
  return {
    passed: report.numPassedTests,
    // An error outside every test still fails the run.
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

/** Gates and tests summed: each gate counts one, each test counts one, nothing that failed counts zero. */
export const count = (gates, tests) => {
  const sum = countTests(tests);
  const good = gates.filter((gate) => gate.ok).length;
  return { ...sum, passed: sum.passed + good, failed: sum.failed + gates.length - good };
};
