// Claim<T>: a decoded answer, with who gave it and when. It says what an endpoint states, nothing more.

export type Endpoint = {
	/** The name the user sees; unique among the endpoints of a chain. */
	readonly name: string;
	readonly url: string;
};

export type Claim<T> = {
	readonly value: T;
	readonly from: string;
	/** Unix milliseconds at which the answer was complete. */
	readonly atMs: number;
};
