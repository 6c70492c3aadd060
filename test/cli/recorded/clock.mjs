// Preloaded into a process of the command: its clock begins at the moment of a recording, and its ticks may run faster, so that what
// is waited for in vain ends soon. Timers stay as they are.

const { SEXTANT_TEST_NOW_MS = "", SEXTANT_TEST_PACE = "1" } = process.env;
const date = Date.now.bind(Date);
const ticks = performance.now.bind(performance);
const ahead = Number(SEXTANT_TEST_NOW_MS) - date();
Date.now = () => date() + ahead;
performance.now = () => ticks() * Number(SEXTANT_TEST_PACE);
