// Which hosts the browser lets the extension reach, as the background reports them: match patterns, compared with origins.
// https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns

export type Grants = {
	readonly set: (patterns: readonly string[]) => void;
	/** Waits for the first report. */
	readonly permitted: (origin: string) => Promise<boolean>;
};

const matches = (pattern: string, origin: URL): boolean => {
	if (pattern === "<all_urls>") return true;
	const parts = /^(\*|https?):\/\/([^/:]+)(?::([0-9]+|\*))?\//.exec(pattern);
	if (parts === null) return false;
	const [, scheme, host, port] = parts;
	if (scheme !== "*" && `${scheme}:` !== origin.protocol) return false;
	if (port !== undefined && port !== "*" && port !== origin.port) return false;
	if (host === undefined || host === "*") return true;
	if (!host.startsWith("*.")) return host === origin.hostname;
	const end = host.slice(1);
	return origin.hostname === host.slice(2) || origin.hostname.endsWith(end);
};

/** Does one of the patterns cover the origin, in whatever path? */
export const covers = (patterns: readonly string[], origin: string): boolean =>
	URL.canParse(origin) &&
	patterns.some((pattern) => matches(pattern, new URL(origin)));

export const openGrants = (): Grants => {
	let known: readonly string[] = [];
	let first = () => {};
	const reported = new Promise<void>((done) => {
		first = done;
	});
	return {
		set: (patterns) => {
			known = patterns;
			first();
		},
		permitted: async (origin) => {
			await reported;
			return covers(known, origin);
		},
	};
};
