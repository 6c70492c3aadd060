// Made by tools/registry.ts: the SHA-256 of registry.lzma, and how long it is unpacked.

export const registryDigest =
	"0xa4c7c15c40ac48da4fc7f727bf3bc7db1c6a1a891679c8bd84c107559cc2d744";
export const registrySize = 224_169;
