/** Each language with the extensions of its files. */
const LANGUAGES = `
TypeScript: ts tsx mts cts
JavaScript: js jsx mjs cjs
Python: py pyi pyw
Go: go
Rust: rs
Java: java
Kotlin: kt kts
Scala: scala sc
Groovy: groovy gradle
C: c h
C++: cpp cc cxx hpp hh hxx
C#: cs
F#: fs fsx
Visual Basic: vb
Objective-C: m mm
Swift: swift
Ruby: rb rake gemspec
PHP: php
Perl: pl pm
Lua: lua
R: r
Julia: jl
Dart: dart
Elixir: ex exs
Erlang: erl hrl
Haskell: hs
OCaml: ml mli
Clojure: clj cljs cljc edn
Lisp: lisp el
Scheme: scm rkt
Zig: zig
Nim: nim
Pascal: pas
Fortran: f90 f95
Assembly: asm s
SQL: sql
Shell: sh bash zsh fish
PowerShell: ps1 psm1
Batch: bat cmd
CSS: css
SCSS: scss sass
Less: less
Vue: vue
Svelte: svelte
XML: xml xsd xsl xslt
YAML: yaml yml
TOML: toml
INI: ini cfg conf properties
GraphQL: graphql gql
Protocol Buffers: proto
Terraform: tf hcl
Nix: nix
CMake: cmake
TeX: tex bib
Diff: diff patch
`;

const BY_EXTENSION: ReadonlyMap<string, string> = new Map(
  LANGUAGES.trim()
    .split('\n')
    .flatMap((line) => {
      const [language = '', extensions = ''] = line.split(': ');
      return extensions.split(' ').map((extension) => [extension, language] as const);
    }),
);

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['dockerfile', 'Dockerfile'],
  ['containerfile', 'Dockerfile'],
  ['makefile', 'Makefile'],
  ['gnumakefile', 'Makefile'],
  ['cmakelists.txt', 'CMake'],
  ['gemfile', 'Ruby'],
  ['rakefile', 'Ruby'],
  ['vagrantfile', 'Ruby'],
  ['jenkinsfile', 'Groovy'],
  ['justfile', 'Just'],
]);

/** In lower case, without the dot. */
export const CODE_EXTENSIONS: readonly string[] = [...BY_EXTENSION.keys()];

/** What programmers call the language of a file, by its name alone. Null where it is no program. */
export function codeLanguageOf(fileName: string): string | null {
  const name = fileName.toLowerCase();
  const dot = name.lastIndexOf('.');
  const byExtension = dot > 0 ? BY_EXTENSION.get(name.slice(dot + 1)) : undefined;
  return BY_NAME.get(name) ?? byExtension ?? null;
}
