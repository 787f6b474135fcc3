package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"

	"signpost"
	"signpost/search/check/compile"
)

// settings are what other stages than Hugo need of config.toml.
type settings struct {
	Title   string `toml:"title"`
	BaseURL string `toml:"baseURL"`
	Params  struct {
		Country   string `toml:"country"`
		Publisher string `toml:"publisher"`
		Subject   string `toml:"subject"`
	} `toml:"params"`
}

// configuration reads the project's config.toml over the built-in one.
func configuration(project string) (settings, error) {
	var s settings
	own, err := os.ReadFile(filepath.Join(project, "config.toml"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	builtIn, err := signpost.Assets.ReadFile("config.toml")
	if err != nil {
		return s, err
	}
	for _, content := range [][]byte{builtIn, own} {
		if err := toml.Unmarshal(content, &s); err != nil {
			return s, fmt.Errorf("config.toml: %w", err)
		}
	}
	return s, nil
}

// country reads the settings of the country that config.toml names, as texts that fit into sentences.
func country(project string) (compile.Country, error) {
	settings, err := configuration(project)
	if err != nil {
		return nil, err
	}
	code := settings.Params.Country
	folder, err := data(project, "country")
	if err != nil {
		return nil, err
	}
	content, err := fs.ReadFile(folder, code+".yaml")
	if err != nil {
		return nil, fmt.Errorf("config.toml: country is %q, but there is no data/country/%s.yaml: choose a country that has one, or write it", code, code)
	}
	var c struct {
		Emergency string  `yaml:"emergency_number"`
		Place     string  `yaml:"emergency_place"`
		Routine   string  `yaml:"routine"`
		Urgent    service `yaml:"urgent_service"`
		Crisis    service `yaml:"crisis_line"`
		Poison    service `yaml:"poison_line"`
	}
	if err := yaml.Unmarshal(content, &c); err != nil {
		return nil, fmt.Errorf("data/country/%s.yaml: %s", code, yaml.FormatError(err, false, false))
	}
	if c.Emergency == "" {
		return nil, fmt.Errorf("data/country/%s.yaml: emergency_number is missing: danger signs need it", code)
	}
	return compile.Country{
		"emergency_number": c.Emergency, "emergency_place": c.Place, "routine": c.Routine,
		"urgent_service": c.Urgent.String(), "crisis_line": c.Crisis.String(), "poison_line": c.Poison.String(),
	}, nil
}

type service struct {
	Name   string `yaml:"name"`
	Number string `yaml:"number"`
}

// String is "Samaritans on 116 123", or the name alone where it holds the number.
func (s service) String() string {
	if s.Number == "" || strings.Contains(s.Name, s.Number) {
		return s.Name
	}
	return s.Name + " on " + s.Number
}
