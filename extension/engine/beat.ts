// Whether a worker still lives. One that stands still says nothing, and raises no error: those who wait for its answers would wait
// for good.

/** How often it is asked. Cheap enough for a battery, and a person who waits is not lost. */
const everyMs = 10_000;
/** In a row. The longest that a worker computes without a pause is a second or two on a slow machine. */
const mostMissed = 3;

export type Beat = {
	/** The worker said something, whatever it was. */
	readonly heard: () => void;
	readonly stop: () => void;
};

/**
 * Asks again and again, and calls `onSilence` once when it was asked three times in a row without a word. It counts questions and
 * not time: where the machine slept, none was asked.
 */
export const watchBeat = (ask: () => void, onSilence: () => void): Beat => {
	let missed = 0;
	const timer = setInterval(() => {
		if (missed >= mostMissed) {
			clearInterval(timer);
			onSilence();
			return;
		}
		missed += 1;
		ask();
	}, everyMs);
	return {
		heard: () => {
			missed = 0;
		},
		stop: () => clearInterval(timer),
	};
};
