// What a topic of conformance vectors is: it is given files, finds its cases in them by format, runs each through the
// code of src/, and tries to break every case it accepted. It knows nothing of printing or of exit codes.

/** A file of the folder. `path` is relative to the folder, with "/" and without a trailing ".gz". */
export type VectorFile = {
	readonly path: string;
	/** The bytes, unzipped. Read anew at each call, so nothing large stays in memory. */
	readonly bytes: () => Uint8Array;
};

export type CaseResult = {
	/** The path of the case's main file or folder, and what part of it. */
	readonly name: string;
	readonly outcome: "passed" | "failed" | "unsupported";
	/** Why, for anything but `passed`: one line. */
	readonly reason?: string;
	/** Of one that passed: by which ways it was decided, where there are several. */
	readonly ways?: string;
	/** Mutations of what the check commits to that were tried and refused. One that was accepted makes the case `failed`. */
	readonly refused?: number;
};

export type RunOptions = {
	readonly seed: number;
	/** At most this many mutations a case. */
	readonly mutations: number;
	/** Of a file with thousands of like cases no more than this many, spread over it; all of them unless told. */
	readonly most?: number;
};

export type Topic = {
	/** As in `--topic NAME`, and the name of its folder in a folder laid out by topic. */
	readonly name: string;
	/**
	 * Runs every case found in `files`. Cases are told by their content: a file that is none of this topic's formats is
	 * passed over in silence, one that is but cannot be run is `unsupported` with the reason. Throws nothing.
	 */
	readonly run: (
		files: readonly VectorFile[],
		options: RunOptions,
	) => AsyncIterable<CaseResult>;
};
