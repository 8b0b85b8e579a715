/** Version and sources of this build; tabs of different builds do not talk to each other. */
declare const __BUILD_ID__: string;
