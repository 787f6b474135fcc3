// Package signpost carries everything a site is made with besides its documents: templates, words, styles, scripts,
// settings, vocabulary and rules. A project's own files of the same name win over these. [build]
package signpost

import "embed"

// Assets holds the folders as they lie in this repository.
//
//go:embed all:layouts i18n data config.toml all:content/about content/*.md
//go:embed search/web/*.js search/web/*.css search/web/*.svg
var Assets embed.FS
