// Stands where webextension-polyfill would, which refuses to load outside an extension: files of the extension can be loaded by
// a bare test runner, and whatever asks the browser for something there says so.

export default new Proxy(
	{},
	{
		get: (_, name) => {
			throw new TypeError(`no browser here: asked for ${String(name)}`);
		},
	},
);
